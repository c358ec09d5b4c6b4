import {
  type BrowserContext,
  test as base,
  type ConsoleMessage,
  expect,
  type Request,
  type WebError,
} from '@playwright/test'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { upstreamEnv } from '../harness/parley-client'
import { type ParleyServer, type StartOptions, startParley } from '../harness/server'
import { KeptPage, type Look } from './kept-page'

interface PerTest {
  /** What the browser may complain of in this test, such as an answer 401 that it provokes. */
  tolerated: RegExp | null
  /**
   * Whether pages fetch, seconds after their load, the code of what may be wanted later. That is half
   * of what a page costs: only where the server goes away it is there by then, or never.
   */
  fetchesAhead: boolean
  /**
   * Whether the page goes on to the next test, as if it were new. One with a clock of the test, or with
   * scripts of it that run at each load, cannot.
   */
  keepsPage: boolean
  /** The origins that pages of this test may ask: those of its servers. */
  origins: Set<string>
  /** Fails the test for what no page may do; on for every test. */
  watch: undefined
  /** Forgets what the last test scripted; on for every test. */
  freshUpstream: undefined
  /** Starts a server for this test alone, and stops it at the end. */
  start: (options?: StartOptions) => Promise<ParleyServer>
  /**
   * A server for the tests of this file alone, started with the options of the first that asks: each of
   * them leaves it so that the next can go on with it, as a server costs what two loads of a page do.
   */
  share: (options?: StartOptions) => Promise<ParleyServer>
}

interface PerWorker {
  /** Further environment of the worker's server. */
  parleyEnv: Record<string, string>
  /** Whether it has a key, so that `upstream` is its default upstream; else it has the sandbox alone. */
  hasKey: boolean
  /** The scripted fake that the worker's server takes for the Claude API. */
  upstream: FakeUpstream
  /** The worker's own server: the sandbox unpaced, the data its own. */
  parley: ParleyServer
  /** The page that one test after another has. */
  kept: KeptPage
  /** The server that the tests of one file share. */
  shared: { of: string; server: ParleyServer | null }
}

/**
 * A test with a server of its own. It fails when a page logs an error, breaks the content security
 * policy (the browser logs that too), throws, or asks any other host for anything.
 */
export const test = base.extend<PerTest, PerWorker>({
  parleyEnv: [{}, { scope: 'worker', option: true }],
  hasKey: [true, { scope: 'worker', option: true }],
  upstream: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its pattern
    async ({}, use) => {
      const upstream = await startFakeUpstream()
      await use(upstream)
      await upstream.close()
    },
    { scope: 'worker' },
  ],
  parley: [
    async ({ parleyEnv, hasKey, upstream }, use) => {
      const key = hasKey ? upstreamEnv(upstream.url) : {}
      const parley = await startParley({ env: { ...key, ...parleyEnv } })
      await use(parley)
      await parley.stop()
    },
    { scope: 'worker' },
  ],
  shared: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its pattern
    async ({}, use) => {
      const shared: PerWorker['shared'] = { of: '', server: null }
      await use(shared)
      await shared.server?.stop()
    },
    { scope: 'worker' },
  ],
  kept: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its pattern
    async ({}, use) => {
      const kept = new KeptPage()
      await use(kept)
      await kept.drop()
    },
    { scope: 'worker' },
  ],
  baseURL: ({ parley }, use) => use(parley.url),
  context: async (
    {
      browser,
      kept,
      keepsPage,
      origins,
      baseURL,
      colorScheme,
      contextOptions,
      hasTouch,
      isMobile,
      locale,
      permissions,
      viewport,
    },
    use,
    testInfo,
  ) => {
    if (!keepsPage) {
      const context = await browser.newContext()
      await use(context)
      await context.close()
      return
    }
    const { reducedMotion } = contextOptions
    const screen = { colorScheme, hasTouch, isMobile, reducedMotion, viewport }
    const look: Look = { baseURL, locale, permissions, ...screen }
    await use(await kept.contextFor(look, () => browser.newContext()))
    if (testInfo.status === testInfo.expectedStatus) await kept.clear(look, origins)
    else await kept.drop()
  },
  page: async ({ context }, use) => use(context.pages()[0] ?? (await context.newPage())),
  tolerated: [null, { option: true }],
  fetchesAhead: [false, { option: true }],
  keepsPage: [true, { option: true }],
  origins: ({ parley }, use) => use(new Set([parley.url])),
  watch: [
    // It needs `start` only to look before that stops its servers, of which an open page complains.
    async ({ context, origins, tolerated, fetchesAhead, start: _start }, use) => {
      const { problems, stop } = collectProblems(context, origins)
      const scripts = [await context.addInitScript(reportViolations)]
      if (!fetchesAhead) scripts.push(await context.addInitScript(saveData))
      await use(undefined)
      stop()
      for (const script of scripts) await script.dispose()
      expect(problems.filter((text) => !tolerated?.test(text))).toEqual([])
    },
    { auto: true },
  ],
  freshUpstream: [
    async ({ upstream }, use) => {
      upstream.reset()
      await use(undefined)
    },
    { auto: true },
  ],
  start: async ({ origins }, use) => {
    const servers: ParleyServer[] = []
    await use(async (options) => {
      const server = await startParley(options)
      servers.push(server)
      origins.add(server.url)
      return server
    })
    await Promise.all(servers.map((server) => server.stop()))
  },
  share: ({ origins, shared }, use, { file }) =>
    use(async (options) => {
      let { server } = shared
      if (server === null || shared.of !== file) {
        await server?.stop()
        server = await startParley(options)
        Object.assign(shared, { of: file, server })
      }
      origins.add(server.url)
      return server
    }),
})

export { expect }

/** Runs in the page. Some breaches of its policy (a caught eval) reach no console by themselves. */
function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event
    console.error(`policy: ${effectiveDirective} ${blockedURI} at ${sourceFile}:${lineNumber}`)
  })
}

/** Runs in the page: says that its browser was told to save data. */
function saveData(): void {
  const connection: object = Reflect.get(navigator, 'connection')
  Object.defineProperty(connection, 'saveData', { value: true })
}

/** Grows until it is stopped. */
function collectProblems(context: BrowserContext, origins: ReadonlySet<string>) {
  const problems: string[] = []
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  }
  const onError = (error: WebError) => problems.push(`uncaught: ${error.error().message}`)
  const onRequest = (request: Request) => {
    const { protocol, origin } = new URL(request.url())
    const isWeb = /^(http|ws)s?:$/.test(protocol)
    if (isWeb && !origins.has(origin)) problems.push(`foreign request: ${request.url()}`)
  }
  context.on('console', onConsole).on('weberror', onError).on('request', onRequest)
  const stop = () =>
    context.off('console', onConsole).off('weberror', onError).off('request', onRequest)
  return { problems, stop }
}
