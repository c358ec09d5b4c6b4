import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { findChromium } from '../../e2e/harness/chromium'

/** What a page's main thread has done so far, CPU ms. */
export interface Work {
  script: number
  /** Styles and layout. */
  layout: number
  /** All tasks: the two above, painting, parsing, collecting garbage. */
  all: number
}

/** Starts the browser that the tests use. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium() })
}

/** Runs with a page of its own, whose cache is empty. */
export async function withPage<T>(browser: Browser, run: (page: Page) => Promise<T>): Promise<T> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
  })
  // The TypeScript runner wraps functions in this, those too that are sent to a page.
  await context.addInitScript('globalThis.__name = (one) => one')
  try {
    return await run(await context.newPage())
  } finally {
    await context.close()
  }
}

/** Reads what the page's main thread has done, by its own CPU clock: other programs do not count. */
export async function openMeter(page: Page): Promise<() => Promise<Work>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const of = (name: string) => 1000 * (metrics.find((one) => one.name === name)?.value ?? 0)
    return {
      script: of('ScriptDuration'),
      layout: of('LayoutDuration') + of('RecalcStyleDuration'),
      all: of('TaskDuration'),
    }
  }
}

/** What was done between two readings. */
export function workBetween(before: Work, after: Work): Work {
  return {
    script: after.script - before.script,
    layout: after.layout - before.layout,
    all: after.all - before.all,
  }
}
