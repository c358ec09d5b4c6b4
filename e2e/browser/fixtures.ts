import { type BrowserContext, test as base, expect } from '@playwright/test'
import { type ParleyServer, startParley } from '../harness/server'

interface PerTest {
  /** What the browser may complain of in this test, such as an answer 401 that it provokes. */
  tolerated: RegExp[]
  /** Fails the test for what no page may do; on for every test. */
  watch: undefined
}

interface PerWorker {
  /** Environment of the worker's server. */
  parleyEnv: Record<string, string>
  /** The worker's own server: the sandbox unpaced, the data its own. */
  parley: ParleyServer
}

/**
 * A test with a server of its own. It fails when a page logs an error, breaks the content security
 * policy (the browser logs that too), throws, or asks any other host for anything.
 */
export const test = base.extend<PerTest, PerWorker>({
  parleyEnv: [{}, { scope: 'worker', option: true }],
  parley: [
    async ({ parleyEnv }, use) => {
      const parley = await startParley({ env: parleyEnv })
      await use(parley)
      await parley.stop()
    },
    { scope: 'worker' },
  ],
  baseURL: ({ parley }, use) => use(parley.url),
  tolerated: [[], { option: true }],
  watch: [
    async ({ context, parley, tolerated }, use) => {
      const problems = collectProblems(context, parley.url)
      await context.addInitScript(reportViolations)
      await use(undefined)
      const isTolerated = (text: string) => tolerated.some((pattern) => pattern.test(text))
      expect(problems.filter((text) => !isTolerated(text))).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** Runs in the page. Some breaches of its policy (a caught eval) reach no console by themselves. */
function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event
    console.error(`policy: ${effectiveDirective} ${blockedURI} at ${sourceFile}:${lineNumber}`)
  })
}

/** Grows while the context lives. */
function collectProblems(context: BrowserContext, own: string): string[] {
  const problems: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => problems.push(`uncaught: ${error.error().message}`))
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    const isWeb = /^(http|ws)s?:$/.test(protocol)
    if (isWeb && origin !== own) problems.push(`foreign request: ${request.url()}`)
  })
  return problems
}
