import type { Page } from '@playwright/test'
import { median, printTable } from '../table'
import { type Bed, pacedAnswer, type Target, untilAnswered } from './bed'
import { openMeter, type Work, withPage, workBetween } from './browser'
import { type TextKind, tokensOf } from './texts'

const RATE = 200
/** Frames of the wire before the first token. */
const HEAD = 2

/** Streams an answer and reads the page's work at each of so many equal parts of it. */
async function streamInParts(
  page: Page,
  target: Target,
  { tokens, rate, parts }: { tokens: string[]; rate: number; parts: number },
): Promise<Work[]> {
  await target.open(page)
  const read = await openMeter(page)
  await page.waitForTimeout(500)
  const readings = [await read()]
  const sent = await target.ask(page, pacedAnswer(tokens, rate))
  for (let part = 1; part < parts; part++) {
    const upTo = HEAD + (tokens.length * part) / parts
    while (sent.frames.length < upTo) await page.waitForTimeout(5)
    readings.push(await read())
  }
  await untilAnswered(page)
  readings.push(await read())
  return readings.slice(1).map((now, i) => workBetween(readings[i] ?? now, now))
}

const NOTHING: Work = { script: 0, layout: 0, all: 0 }
const drawn = ({ script, layout }: Work) => script + layout

/** What 1,000 tokens of prose cost the page, beside the plain thread. */
export async function benchStreaming(
  bed: Bed,
  { rounds, tokens }: { rounds: number; tokens: number },
) {
  const targets = [bed.parley, bed.baseline]
  const works = new Map(targets.map(({ name }) => [name, [] as Work[]]))
  const text = tokensOf('prose', tokens)
  for (let round = 0; round < rounds; round++) {
    for (const target of round % 2 === 0 ? targets : [...targets].reverse()) {
      const [work] = await withPage(bed.browser, (page) =>
        streamInParts(page, target, { tokens: text, rate: RATE, parts: 1 }),
      )
      if (work !== undefined) works.get(target.name)?.push(work)
    }
  }
  const of = (name: string, figure: (work: Work) => number) =>
    (median((works.get(name) ?? []).map(figure)) * 1000) / tokens
  const plain = of(bed.baseline.name, drawn)
  const rows = targets.map(({ name }) => ({
    thread: name,
    'script, ms': of(name, ({ script }) => script).toFixed(0),
    'layout, ms': of(name, ({ layout }) => layout).toFixed(0),
    both: of(name, drawn).toFixed(0),
    'times the plain': (of(name, drawn) / plain).toFixed(2),
    'all tasks, ms': of(name, ({ all }) => all).toFixed(0),
  }))
  printTable(`CPU per 1,000 tokens, an answer of ${tokens} at ${RATE}/s, ${rounds} rounds`, rows)
}

const PARTS = 10
/** The answer that counts comes as fast as it would; the others, which are extremes, faster. */
const GROWTHS: readonly { kind: TextKind; rate: number }[] = [
  { kind: 'prose', rate: RATE },
  { kind: 'list', rate: 4 * RATE },
  { kind: 'table', rate: 4 * RATE },
  { kind: 'code', rate: 4 * RATE },
]

/** What the last tenth of a very long answer costs beside its first; the plain thread as it comes. */
export async function benchGrowth(
  bed: Bed,
  { tokens, kinds }: { tokens: number; kinds: string | undefined },
) {
  const rows: Record<string, string>[] = []
  const take = async (target: Target, kind: TextKind, rate: number, count: number) => {
    const works = await withPage(bed.browser, (page) =>
      streamInParts(page, target, { tokens: tokensOf(kind, count), rate, parts: PARTS }),
    )
    const tenths = works.map((work) => (drawn(work) * 1000 * PARTS) / count)
    const [first = Number.NaN, last = Number.NaN] = [tenths[0], tenths.at(-1)]
    rows.push({
      thread: target.name,
      answer: `${count} tokens, ${kind === 'prose' ? kind : `one ${kind}`}, ${rate}/s`,
      'first tenth': first.toFixed(0),
      middle: (tenths[PARTS / 2] ?? Number.NaN).toFixed(0),
      'last tenth': last.toFixed(0),
      'last / first': (last / first).toFixed(2),
      'of it script': (last > 0
        ? (works.at(-1)?.script ?? 0) / drawn(works.at(-1) ?? NOTHING)
        : 0
      ).toFixed(2),
    })
  }
  for (const { kind, rate } of GROWTHS) {
    if (kinds?.split(',').includes(kind) ?? true) await take(bed.parley, kind, rate, tokens)
  }
  await take(bed.baseline, 'prose', RATE, Math.round(tokens / 5))
  printTable('Growth: script and layout, ms of CPU per 1,000 tokens', rows)
}
