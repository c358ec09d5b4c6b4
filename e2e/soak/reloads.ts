import { setTimeout as sleep } from 'node:timers/promises'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { answers, ask, lastText, questions } from '../browser/chat'
import { findChromium } from '../harness/chromium'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { upstreamEnv } from '../harness/parley-client'
import { startParley } from '../harness/server'
import { numberedText } from '../harness/upstream/answers'
import { between, createRandom } from '../harness/upstream/random'
import { quantile, type Report } from './report'

export interface ReloadsOptions {
  /** In all tabs together. */
  reloads: number
  seed: number
}

/** Tokens of each answer and how many come a second: three seconds and a half of stream. */
const TOKENS = 210
const RATE = 60
const STREAM_MS = (1000 * TOKENS) / RATE
const TEXT = numberedText(TOKENS).trim()
/** Far more than any of it takes. */
const PATIENCE_MS = 20_000

/** One reload: the tokens shown before it, and ms until as many were there again. */
interface Reload {
  tokens: number
  ms: number
}

interface Round {
  tabs: number
  reloads: Reload[]
  violations: string[]
}

/**
 * Reloads one to three tabs of a conversation at random moments while its answer streams, and asks of
 * every tab: did it at each moment show a beginning of what upstream sent, and in the end all of it,
 * each token once.
 */
export async function runReloads({ reloads, seed }: ReloadsOptions): Promise<Report> {
  const random = createRandom(seed)
  const upstream = await startFakeUpstream()
  const parley = await startParley({ env: upstreamEnv(upstream.url) })
  const browser = await chromium.launch({ executablePath: await findChromium() })
  const rounds: Round[] = []
  const done = () => rounds.flatMap((round) => round.reloads)
  try {
    while (done().length < reloads) {
      const context = await browser.newContext({ baseURL: parley.url, locale: 'en-US' })
      rounds.push(await playRound(context, random, reloads - done().length))
      await context.close()
    }
  } finally {
    await browser.close()
    await parley.stop()
    await upstream.close()
  }
  const violations = rounds.flatMap((round, i) =>
    round.violations.map((text) => `answer ${i + 1}: ${text}`),
  )
  return {
    scenario: 'reloads',
    seed,
    figures: figuresOf(rounds),
    violations: [...violations, ...checkAsks(upstream, rounds.length)],
  }
}

async function playRound(context: BrowserContext, random: () => number, most: number) {
  const violations: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error') violations.push(message.text())
  })
  context.on('weberror', (error) => void violations.push(error.error().message))
  await context.addInitScript(watchText, TEXT)
  const first = await context.newPage()
  await ask(first, `Count. fault:text@tokens=${TOKENS},rate=${RATE}`)
  await first.waitForURL(/\/c\/./)
  const started = performance.now()
  const counts = shareOut(between(random, 1, 3), Math.min(most, 6), random)
  const reloads = counts.map(async (count, i) => {
    const moments = Array.from({ length: count }, () => between(random, 0, STREAM_MS))
    const page = i === 0 ? first : await context.newPage()
    if (i > 0) await page.goto(first.url())
    return reloadAt(
      page,
      moments.sort((a, b) => a - b),
      started,
      violations,
    )
  })
  const seen = (await Promise.all(reloads)).flat()
  for (const page of context.pages()) violations.push(...(await checkEnd(page)))
  return { tabs: counts.length, reloads: seen, violations }
}

/** How often each of so many tabs is reloaded: at least once, no more than `most` together. */
function shareOut(tabs: number, most: number, random: () => number): number[] {
  const counts = Array.from({ length: Math.min(tabs, most) }, () => 1)
  return counts.map((count) => (counts.length * 2 <= most ? count + between(random, 0, 1) : count))
}

async function reloadAt(
  page: Page,
  moments: readonly number[],
  started: number,
  violations: string[],
): Promise<Reload[]> {
  const reloads: Reload[] = []
  for (const moment of moments) {
    await sleep(Math.max(0, started + moment - performance.now()))
    const tokens = await countTokens(page)
    const ordered = performance.now()
    await page.reload({ waitUntil: 'commit' })
    const isBack = await page.evaluate(seeTokens, { least: tokens, patience: PATIENCE_MS })
    if (!isBack) {
      violations.push(`${tokens} tokens that were there before a reload did not come back`)
    }
    reloads.push({ tokens, ms: performance.now() - ordered })
  }
  return reloads
}

async function checkEnd(page: Page): Promise<string[]> {
  const end = answers(page).last().getByText('End of turn')
  try {
    await end.waitFor({ timeout: PATIENCE_MS })
  } catch {
    return [`a tab never saw the end of the answer: ${await answers(page).last().textContent()}`]
  }
  const text = await lastText(page).textContent()
  const turns = [await questions(page).count(), await answers(page).count()]
  return [
    ...(text?.trim() === TEXT ? [] : [`a tab shows another text in the end: ${text}`]),
    ...(turns.join() === '1,1' ? [] : [`a tab shows ${turns.join(' questions and ')} answers`]),
  ]
}

/** The upstream was asked once for each answer, whatever the tabs did. */
function checkAsks({ requests }: FakeUpstream, answersAsked: number): string[] {
  const asks = requests.filter(({ path }) => path === '/v1/messages').length
  return asks === answersAsked ? [] : [`${asks} calls for ${answersAsked} answers`]
}

async function countTokens(page: Page): Promise<number> {
  const text = await page.evaluate(() => document.querySelector('.answer')?.textContent ?? '')
  return text.split(' ').filter(Boolean).length
}

/**
 * Runs in the page: resolves as soon as the answer has so many tokens. Only one tab of a browser is in
 * front; frames and timers of the others come once a second, changes of the document at once.
 * The compiler would mark a function with a name of its own with one that no page has.
 */
function seeTokens({ least, patience }: { least: number; patience: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const looks = [
      () => {
        const text = document.querySelector('.answer')?.textContent ?? ''
        if (text.split(' ').filter(Boolean).length >= least) resolve(true)
      },
    ]
    for (const look of looks) {
      look()
      const observer = new MutationObserver(look)
      observer.observe(document, { childList: true, subtree: true, characterData: true })
    }
    setTimeout(() => resolve(false), patience)
  })
}

/**
 * Runs in the page: logs an error when an answer is, at any moment, no beginning of the whole text.
 * Without a named function inside: the compiler would mark it with one that no page has.
 */
function watchText(whole: string): void {
  new MutationObserver(() => {
    for (const { textContent } of document.querySelectorAll('.answer')) {
      const text = (textContent ?? '').trim()
      if (!whole.startsWith(text)) console.error(`No beginning of what was sent: ${text}`)
    }
  }).observe(document, { childList: true, subtree: true, characterData: true })
}

function figuresOf(rounds: readonly Round[]): Report['figures'] {
  const reloads = rounds.flatMap((round) => round.reloads)
  const inMidStream = reloads.filter(({ tokens }) => tokens > 0 && tokens < TOKENS)
  const at = (values: readonly number[], parts: readonly number[]) =>
    parts.map((part) => Math.round(quantile(values, part))).join(', ')
  return {
    reloads: reloads.length,
    'in mid-stream': inMidStream.length,
    answers: rounds.length,
    'answers by tabs (1, 2, 3)': [1, 2, 3]
      .map((count) => rounds.filter(({ tabs }) => tabs === count).length)
      .join(', '),
    'tokens shown before a reload (median, most)': at(
      reloads.map(({ tokens }) => tokens),
      [0.5, 1],
    ),
    'until as many were there again, ms (median, 99 %, most)': at(
      reloads.map(({ ms }) => ms),
      [0.5, 0.99, 1],
    ),
  }
}
