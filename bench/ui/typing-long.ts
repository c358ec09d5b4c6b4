import type { Page } from '@playwright/test'
import { newId } from '@/lib/domain/ids'
import { median, printTable, quantile } from '../table'
import type { Bed } from './bed'
import { withPage } from './browser'
import { typeKeys } from './key-times'
import { tokensOf } from './texts'

/** A field that holds much, and what is typed into for comparison: a small empty field of the same page. */
interface LongField {
  name: string
  openIdle(page: Page): Promise<void>
  /** Opens it with the caret in its text. */
  openLong(page: Page): Promise<void>
}

/** Longest p99, in times of that of the small field. */
const PASS = 2
/** The two are typed into by turns, so that what else the machine does falls on both. */
const PARTS = 5
const SYSTEM_BYTES = 50_000
const SCHEMA_LINES = 2000

/** An input schema that is so many lines long as the editor shows it. */
function longSchema(): Record<string, unknown> {
  const field = (i: number) => [`field_${i}`, { type: 'string', description: `What ${i} is.` }]
  // Four lines for each, and five around them.
  const fields = Array.from({ length: Math.ceil((SCHEMA_LINES - 5) / 4) }, (_, i) => field(i))
  return { type: 'object', properties: Object.fromEntries(fields) }
}

async function makeTool(url: string): Promise<string> {
  const id = newId()
  const made = await fetch(`${url}/api/tools`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({
      id,
      definition: { name: 'long', description: 'Long.', input_schema: longSchema() },
      ...{ answer: { by: 'hand' }, approval: 'never' },
    }),
  })
  if (!made.ok) throw new Error(`POST /api/tools answered ${made.status}`)
  return id
}

function systemPrompt(url: string): LongField {
  const text = tokensOf('prose', 20_000).join('').slice(0, SYSTEM_BYTES)
  return {
    name: `system prompt, ${SYSTEM_BYTES / 1000} kB`,
    openIdle: async (page) => {
      await page.goto(`${url}/c`)
      await page.getByRole('textbox', { name: 'Message' }).focus()
    },
    openLong: async (page) => {
      await page.goto(`${url}/c`)
      const box = page.getByRole('textbox', { name: 'System prompt' })
      await box.fill(text)
      await box.evaluate((field: HTMLTextAreaElement) => {
        field.focus()
        field.setSelectionRange(field.value.length / 2, field.value.length / 2)
      })
    },
  }
}

function schemaEditor(url: string, id: string): LongField {
  return {
    name: `JSON Schema, ${SCHEMA_LINES.toLocaleString('en')} lines`,
    openIdle: async (page) => {
      await page.goto(`${url}/tools`)
      await page.getByRole('button', { name: 'New tool' }).click()
      await page.getByRole('textbox', { name: 'Name' }).focus()
    },
    openLong: async (page) => {
      await page.goto(`${url}/tools/${id}`)
      await page.locator('.cm-line', { hasText: '"description"' }).first().click()
      // Into the text of the description.
      for (const key of ['End', 'ArrowLeft']) await page.keyboard.press(key)
    },
  }
}

async function measure(bed: Bed, field: LongField, keys: number): Promise<[number[], number[]]> {
  return withPage(bed.browser, (small) =>
    withPage(bed.browser, async (long) => {
      await field.openIdle(small)
      await field.openLong(long)
      const times: [number[], number[]] = [[], []]
      for (let part = 0; part < PARTS; part++) {
        for (const [at, page] of [small, long].entries()) {
          await page.bringToFront()
          times[at]?.push(...(await typeKeys(page, Math.ceil(keys / PARTS))))
        }
      }
      return times
    }),
  )
}

/** From a key to the frame that shows it, in fields that hold much and in small ones of the same page. */
export async function benchTypingLong(
  bed: Bed,
  { rounds, keys }: { rounds: number; keys: number },
) {
  const fields = [systemPrompt(bed.url), schemaEditor(bed.url, await makeTool(bed.url))]
  const rows: Record<string, string>[] = []
  for (const field of fields) {
    const [small, long]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      const [one, other] = await measure(bed, field, keys)
      small.push(...one)
      long.push(...other)
    }
    const ratio = quantile(long, 0.99) / quantile(small, 0.99)
    rows.push({
      field: field.name,
      'small p50': median(small).toFixed(1),
      'small p99': quantile(small, 0.99).toFixed(1),
      'long p50': median(long).toFixed(1),
      'long p99': quantile(long, 0.99).toFixed(1),
      'p99, times small': `${ratio.toFixed(2)} ${ratio <= PASS ? 'passes' : 'fails'}`,
    })
  }
  const title = `Key to next frame, ms; ${rounds * keys} keys each; p99 at most ${PASS} times that of a small field`
  printTable(title, rows)
}
