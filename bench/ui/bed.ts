import type { Browser, Page } from '@playwright/test'
import { type FakeUpstream, reply, startFakeUpstream } from '../../e2e/harness/fake-upstream'
import { upstreamEnv } from '../../e2e/harness/parley-client'
import { seedConversation } from '../../e2e/harness/seed'
import { startParley } from '../../e2e/harness/server'
import { blockTextEvents, encodeEvents } from '../../e2e/harness/upstream/answers'
import type { Sent } from '../../e2e/harness/upstream/play'
import { type Script, stream } from '../../e2e/harness/upstream/script'
import { type Baseline, serveBaseline } from './baseline/serve'
import { launchBrowser } from './browser'
import { LAST_WORD, tokensOf } from './texts'

/** A page that draws a thread: Parley's, or the plain one. */
export interface Target {
  name: string
  /** Opens it with an empty thread. */
  open(page: Page): Promise<void>
  /** Asks for an answer that comes as the script says; resolves when it is asked for. */
  ask(page: Page, script: Script): Promise<Sent>
  /** A selector of what opens the long conversation. */
  opener: string
}

/** All that is measured, and the two conversations that are there from the beginning. */
export interface Bed {
  browser: Browser
  parley: Target
  baseline: Target
  /** Of Parley. */
  url: string
  /** What every call of Parley's upstream gets from here on. */
  answerAll(script: Script): void
  /** The chat screen's pages: the empty one, and one with an answer. */
  pages: { empty: string; answered: string }
  close(): Promise<void>
}

const LONG = 'A long conversation'

/** A paced answer, a delta per token. */
export function pacedAnswer(tokens: string[], rate: number): Script {
  return stream(encodeEvents(blockTextEvents([tokens])), { rate })
}

/** Seeds a store, starts Parley on it before a scripted upstream, and the plain thread beside it. */
export async function makeBed(turns: number): Promise<Bed> {
  const pairs = Array.from({ length: turns / 2 }, (_, i) => ({
    question: `Question ${i}?`,
    answer: tokensOf('prose', 200 + ((i * 97) % 400)).join(''),
  }))
  const upstream = await startFakeUpstream()
  const server = await startParley({ env: upstreamEnv(upstream.url) })
  seedConversation(server.dataDir, { title: LONG, pairs })
  const short = { title: 'A short one', pairs: pairs.slice(0, 1) }
  const shortId = seedConversation(server.dataDir, short)
  const plain = await serveBaseline()
  const texts = pairs.flatMap(({ question, answer }) => [question, answer])
  plain.setTurns(texts.map((text, i) => ({ id: String(i), text })))
  const browser = await launchBrowser()
  return {
    browser,
    parley: parleyTarget(server.url, upstream),
    baseline: plainTarget(plain),
    url: server.url,
    answerAll: (script) => {
      upstream.reset()
      upstream.setDefault((call) => (call.path.startsWith('/v1/messages') ? script : reply(call)))
    },
    pages: { empty: `${server.url}/c`, answered: `${server.url}/c/${shortId}` },
    close: async () => {
      await browser.close()
      await server.stop()
      await Promise.all([upstream.close(), plain.close()])
    },
  }
}

function parleyTarget(url: string, upstream: FakeUpstream): Target {
  return {
    name: 'Parley',
    open: async (page) => {
      await page.goto(`${url}/c`)
      await page.getByRole('link', { name: LONG }).waitFor()
    },
    ask: async (page, script) => {
      upstream.reset()
      upstream.setDefault((call) => (call.path.startsWith('/v1/messages') ? script : reply(call)))
      const asked = upstream.nthRequest(1)
      await page.getByRole('textbox', { name: 'Message' }).fill('Go')
      await page.getByRole('button', { name: 'Send' }).click()
      return (await asked).sent
    },
    opener: `a:has-text("${LONG}")`,
  }
}

function plainTarget(plain: Baseline): Target {
  return {
    name: 'plain react-markdown',
    open: async (page) => void (await page.goto(plain.url)),
    ask: async (page, script) => {
      const sent = plain.answerWith(script)
      await page.getByRole('button', { name: 'Ask' }).click()
      return sent
    },
    opener: 'button:has-text("Open")',
  }
}

/** Resolves when the whole answer stands in the thread. */
export async function untilAnswered(page: Page): Promise<void> {
  await page.getByText(LAST_WORD).last().waitFor({ timeout: 300_000 })
}
