import type { Page } from '@playwright/test'
import { median, printTable, quantile } from '../table'
import { type Bed, pacedAnswer, type Target, untilAnswered } from './bed'
import { withPage } from './browser'
import { KEYS_PER_SECOND, typeKeys } from './key-times'
import { tokensOf } from './texts'

const RATE = 200

/** Types into the empty box. */
async function typeInBox(page: Page, keys: number): Promise<number[]> {
  const box = page.getByRole('textbox', { name: 'Message' })
  await box.fill('')
  await box.focus()
  return typeKeys(page, keys)
}

interface Times {
  idle: number[]
  streaming: number[]
}

async function typeInto(page: Page, target: Target, keys: number): Promise<Times> {
  await target.open(page)
  await target.ask(page, pacedAnswer(tokensOf('prose', 400), 4 * RATE))
  await untilAnswered(page)
  const idle = await typeInBox(page, keys)
  await page.reload()
  await target.open(page)
  const seconds = (keys / KEYS_PER_SECOND) * 2
  await target.ask(page, pacedAnswer(tokensOf('prose', Math.ceil(seconds * RATE)), RATE))
  // Well into the answer.
  await page.waitForTimeout(1000)
  return { idle, streaming: await typeInBox(page, keys) }
}

/** From a key to the frame that shows it, while nothing and while an answer arrives. */
export async function benchTyping(bed: Bed, { rounds, keys }: { rounds: number; keys: number }) {
  const targets = [bed.parley, bed.baseline]
  const times = new Map(targets.map(({ name }) => [name, { idle: [], streaming: [] } as Times]))
  for (let round = 0; round < rounds; round++) {
    for (const target of round % 2 === 0 ? targets : [...targets].reverse()) {
      const { idle, streaming } = await withPage(bed.browser, (page) =>
        typeInto(page, target, keys),
      )
      times.get(target.name)?.idle.push(...idle)
      times.get(target.name)?.streaming.push(...streaming)
    }
  }
  const rows = [...times].map(([name, { idle, streaming }]) => ({
    thread: name,
    'idle p50': median(idle).toFixed(1),
    'idle p99': quantile(idle, 0.99).toFixed(1),
    'streaming p50': median(streaming).toFixed(1),
    'streaming p99': quantile(streaming, 0.99).toFixed(1),
    'p99, times idle': (quantile(streaming, 0.99) / quantile(idle, 0.99)).toFixed(2),
  }))
  printTable(`Key to next frame, ms; answer at ${RATE} tokens/s, ${rounds * keys} keys each`, rows)
}
