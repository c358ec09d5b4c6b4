import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { answers, send } from '../browser/chat'
import { findChromium } from '../harness/chromium'
import { startParley } from '../harness/server'
import { createRandom } from '../harness/upstream/random'
import type { Report } from './report'

export interface CsvOptions {
  /** How many tables are dropped, one after the other. */
  tables: number
  seed: number
}

/** 100 MB of lines, each as long as the others. */
const LINE_BYTES = 100
const ROWS = 1_048_576
const SIZE = `${ROWS.toLocaleString('en')} rows × 3 columns`
/** Amounts go from 0 to below this, each as often as the others. */
const AMOUNTS = 1024
const MEAN = '511.5'
/** Far more than any of it takes. */
const PATIENCE_MS = 120_000
const QUESTION = 'What is the mean of the column amount, and how many rows are there?'

/**
 * Drops a very long table on the page, and asks: is it all there in the preview, from the first row to
 * the last, before a reload and after it; are its figures right; and what does an answer say of them?
 */
export async function runCsv({ tables, seed }: CsvOptions): Promise<Report> {
  const random = createRandom(seed)
  const parley = await startParley()
  const browser = await chromium.launch({ executablePath: await findChromium() })
  const violations: string[] = []
  const said: string[] = []
  const began = performance.now()
  try {
    for (let table = 1; table <= tables; table++) {
      const context = await browser.newContext({ baseURL: parley.url, locale: 'en-US' })
      const first = Math.floor(random() * AMOUNTS)
      // What does not come in time is a promise broken, and no end of the soak.
      const found = await readTable(context, first).catch((error: unknown) => ({
        said: 'nothing',
        violations: [String(error)],
      }))
      violations.push(...found.violations.map((text) => `table ${table}: ${text}`))
      said.push(String(found.said))
      await context.close()
    }
  } finally {
    await browser.close()
    await parley.stop()
  }
  return {
    scenario: 'csv',
    seed,
    figures: {
      tables,
      'rows of each': ROWS,
      'MB of each': (ROWS * LINE_BYTES) / 1_048_576,
      'seconds for all': Math.round((performance.now() - began) / 1000),
      'the answers say': said.join(' | '),
    },
    violations,
  }
}

async function readTable(context: BrowserContext, first: number) {
  const violations: string[] = []
  context.setDefaultTimeout(PATIENCE_MS)
  context.on('console', (message) => {
    if (message.type() === 'error') violations.push(message.text())
  })
  context.on('weberror', (error) => void violations.push(error.error().message))
  // The TypeScript runner wraps functions in this, those too that are sent to a page.
  await context.addInitScript('globalThis.__name = (one) => one')
  const page = await context.newPage()
  await page.goto('/c')
  await page.getByRole('textbox', { name: 'Message', exact: true }).waitFor()
  await page.evaluate(dropTable, { rows: ROWS, lineBytes: LINE_BYTES, amounts: AMOUNTS, first })
  const attached = page.getByRole('button', { name: 'Remove table.csv', exact: true })
  await attached.waitFor()
  // It is being sent on to the upstream: a reload must not take that from the turn.
  await page.reload()
  await attached.waitFor()
  await send(page, QUESTION)
  const said = await untilSaid(page)
  if (said === null) violations.push('the answer neither names the mean nor says why it cannot')
  await page.getByRole('button', { name: 'Open table.csv', exact: true }).click()
  violations.push(...(await lookThrough(page, first)))
  await page.reload()
  if ((await untilSaid(page)) !== said) violations.push('a reload changes the answer')
  await page.getByText(SIZE, { exact: true }).waitFor()
  return { said, violations }
}

/** The mean that the answer names, or that so long a table fits into no prompt; null when it says neither. */
async function untilSaid(page: Page): Promise<string | null> {
  const turn = answers(page).last()
  await turn
    .getByText(/End of turn|invalid_request_error/)
    .first()
    .waitFor()
  const text = (await turn.textContent()) ?? ''
  const refusal = /prompt is too long: (\d+ tokens > \d+ maximum|\w+ has \d+ bytes)/.exec(text)
  return refusal?.[0] ?? (text.includes(MEAN) ? MEAN : null)
}

/** The preview, as somebody goes through it: its size, both ends, and what is said of a column. */
async function lookThrough(page: Page, first: number): Promise<string[]> {
  const violations: string[] = []
  const cell = (text: string) => page.getByRole('gridcell', { name: text, exact: true })
  const check = async (what: string, seen: Promise<unknown>) => {
    await seen.catch((error: unknown) => violations.push(`${what}: ${error}`))
  }
  await check('the size', page.getByText(SIZE, { exact: true }).waitFor())
  await cell('0').first().click()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Home')
  const last = page.locator('[role=gridcell][aria-selected=true]', { hasText: `${ROWS - 1}` })
  await check('the last row', last.waitFor())
  await page.keyboard.press('Control+Home')
  const amount = page.getByRole('gridcell', { name: String(first), exact: true })
  await check('the first row', amount.first().waitFor())
  await page.getByRole('button', { name: 'About the column amount' }).click()
  const figures = page.getByRole('dialog', { name: 'amount' })
  await check('the mean', figures.filter({ hasText: `Mean${MEAN}` }).waitFor())
  await page.keyboard.press('Escape')
  return violations
}

/** Runs in the page: makes the table there, and drops it as a person drops a file. */
function dropTable(table: { rows: number; lineBytes: number; amounts: number; first: number }) {
  const parts = ['id,amount,note\n']
  for (let start = 0; start < table.rows; start += 4096) {
    const lines: string[] = []
    for (let row = start; row < Math.min(start + 4096, table.rows); row++) {
      lines.push(`${row},${(row + table.first) % table.amounts},`.padEnd(table.lineBytes - 1, 'x'))
    }
    parts.push(`${lines.join('\n')}\n`)
  }
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File(parts, 'table.csv', { type: 'text/csv' }))
  for (const type of ['dragenter', 'drop']) {
    const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })
    document.querySelector('main')?.dispatchEvent(event)
  }
}
