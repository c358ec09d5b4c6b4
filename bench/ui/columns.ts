import type { Page } from '@playwright/test'
import { NO_CHOICES } from '@/lib/domain/chat-settings'
import type { Comparison, CreateComparison } from '@/lib/domain/comparison/comparison'
import { newId } from '@/lib/domain/ids'
import { median, printTable, quantile } from '../table'
import { type Bed, pacedAnswer } from './bed'
import { openMeter, type Work, withPage, workBetween } from './browser'
import { typeKeys } from './key-times'
import { LAST_WORD, tokensOf } from './texts'

/** Tokens per second in each column. */
const RATE = 100
const MANY = 8
const MODEL = 'claude-sonnet-5-5'

/** Makes a comparison of so many columns, and answers its address. */
async function makeComparison(url: string, count: number): Promise<string> {
  const settings = {
    ...{ upstream: 'anthropic', apiVersion: '2023-06-01' as const, model: MODEL },
    ...{ maxTokens: 4096, system: '' },
    ...NO_CHOICES,
  }
  const columns = Array.from({ length: count }, () => ({ id: newId(), settings, account: null }))
  const body: CreateComparison = { id: newId(), title: 'Bench', settings, columns, from: null }
  const response = await fetch(`${url}/api/comparisons`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(await response.text())
  const { id }: Comparison = await response.json()
  return `${url}/compare/${id}`
}

const box = (page: Page) => page.getByRole('textbox', { name: 'Message to the columns' })

async function openColumns(page: Page, bed: Bed, count: number): Promise<void> {
  await page.goto(await makeComparison(bed.url, count))
  await page
    .getByRole('group', { name: /^Column/ })
    .nth(count - 1)
    .waitFor()
  // Parts that are fetched ahead come in this time.
  await page.waitForTimeout(3000)
}

interface Streamed extends Work {
  /** Tasks of more than 50 ms, and the longest of them, ms. */
  longTasks: number
  longest: number
}

/** Streams an answer into every column at once. */
async function stream(bed: Bed, count: number, tokens: number): Promise<Streamed> {
  return withPage(bed.browser, async (page) => {
    await openColumns(page, bed, count)
    bed.answerAll(pacedAnswer(tokensOf('prose', tokens), RATE))
    await page.evaluate(watchLongTasks)
    const read = await openMeter(page)
    const before = await read()
    await box(page).fill('Go')
    await box(page).press('Enter')
    await page
      .getByText(LAST_WORD)
      .nth(count - 1)
      .waitFor({ timeout: 300_000 })
    const work = workBetween(before, await read())
    const tasks = await page.evaluate(takeLongTasks)
    return { ...work, longTasks: tasks.length, longest: Math.max(0, ...tasks) }
  })
}

interface Typed {
  idle: number[]
  streaming: number[]
}

/** From a key to its frame: with nothing arriving, and while all columns stream. */
async function typeBeside(bed: Bed, count: number, keys: number): Promise<Typed> {
  return withPage(bed.browser, async (page) => {
    await openColumns(page, bed, count)
    await box(page).focus()
    const idle = await typeKeys(page, keys)
    bed.answerAll(pacedAnswer(tokensOf('prose', 4000), RATE))
    await box(page).fill('Go')
    await box(page).press('Enter')
    // Well into the answers.
    await page.waitForTimeout(3000)
    const streaming = await typeKeys(page, keys)
    await page.keyboard.press('Escape')
    return { idle, streaming }
  })
}

/** Runs in the page. */
function watchLongTasks(): void {
  const tasks: number[] = []
  Object.assign(globalThis, { benchTasks: tasks })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration)
  }).observe({ type: 'longtask' })
}

function takeLongTasks(): number[] {
  const tasks: unknown = Reflect.get(globalThis, 'benchTasks')
  return Array.isArray(tasks) ? tasks.map(Number) : []
}

/** What eight columns that stream at once cost beside one (aim: at most 6 times), and what typing feels like meanwhile (aim: p99 at most twice idle). */
export async function benchColumns(
  bed: Bed,
  { rounds, tokens, keys }: { rounds: number; tokens: number; keys: number },
) {
  const counts = [1, MANY]
  const streamed = new Map(counts.map((count) => [count, [] as Streamed[]]))
  const typed: Typed[] = []
  for (let round = 0; round < rounds; round++) {
    for (const count of round % 2 === 0 ? counts : counts.toReversed()) {
      streamed.get(count)?.push(await stream(bed, count, tokens))
    }
    typed.push(await typeBeside(bed, MANY, keys))
  }
  const of = (count: number, figure: (one: Streamed) => number) =>
    median((streamed.get(count) ?? []).map(figure))
  const drawn = ({ script, layout }: Work) => script + layout
  const rows = counts.map((count) => ({
    columns: String(count),
    'script, ms': of(count, ({ script }) => script).toFixed(0),
    'layout, ms': of(count, ({ layout }) => layout).toFixed(0),
    both: of(count, drawn).toFixed(0),
    'times one column': (of(count, drawn) / of(1, drawn)).toFixed(2),
    'per 1,000 tokens': ((of(count, drawn) * 1000) / (tokens * count)).toFixed(0),
    'long tasks': of(count, ({ longTasks }) => longTasks).toFixed(0),
    'longest, ms': of(count, ({ longest }) => longest).toFixed(0),
  }))
  const title = `Columns that stream ${tokens} tokens each at ${RATE}/s, ${rounds} rounds`
  printTable(title, rows)
  printTyped(typed, `${rounds} rounds of ${keys} keys each`)
}

/** Medians over the rounds: what a single round meets of the machine's other work is no figure of the page's. */
function printTyped(rounds: readonly Typed[], of: string): void {
  const over = (name: keyof Typed, p: number) => median(rounds.map((one) => quantile(one[name], p)))
  const [idle, streaming] = [over('idle', 0.99), over('streaming', 0.99)]
  printTable(`Key to next frame beside ${MANY} columns, ms, medians of ${of}`, [
    {
      'idle p50': over('idle', 0.5).toFixed(1),
      'idle p99': idle.toFixed(1),
      'streaming p50': over('streaming', 0.5).toFixed(1),
      'streaming p99': streaming.toFixed(1),
      'p99, times idle': (streaming / idle).toFixed(2),
    },
  ])
}
