import type { BrowserContext, BrowserContextOptions, Page } from '@playwright/test'

/** What a context is made with; pages of another look need another one. */
export type Look = {
  [Key in
    | 'baseURL'
    | 'colorScheme'
    | 'hasTouch'
    | 'isMobile'
    | 'locale'
    | 'permissions'
    | 'reducedMotion'
    | 'viewport']: BrowserContextOptions[Key] | undefined
}

/** What tests listen to. Others are Playwright's own: without them a page never closes. */
const EVENTS = ['dialog', 'request', 'requestfailed', 'requestfinished', 'response'] as const

/**
 * The page that a worker goes on with from test to test, as if it were new: nothing is stored in it, and
 * nothing listens. Half of what a load costs is to read the code in a process that has not read it yet.
 */
export class KeptPage {
  #context: BrowserContext | null = null
  #look = ''

  /** The context of the last test, if its look was the same; else a new one. */
  async contextFor(look: Look, create: () => Promise<BrowserContext>): Promise<BrowserContext> {
    const name = JSON.stringify(look)
    if (this.#context !== null && this.#look === name) return this.#context
    await this.drop()
    this.#context = await create()
    this.#look = name
    return this.#context
  }

  /**
   * Leaves nothing of the last test; `origins` are those that its pages may have stored something for. What a
   * tab stores for a server of that test alone stays, as no other has its port.
   */
  async clear(look: Look, origins: ReadonlySet<string>): Promise<void> {
    const context = this.#context
    const [page, ...others] = context?.pages() ?? []
    if (context === null || page === undefined) return this.drop()
    await Promise.all(others.map((other) => other.close()))
    for (const event of EVENTS) page.removeAllListeners(event)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await context.unrouteAll({ behavior: 'ignoreErrors' })
    // A document of the same site: a blank page would end the process.
    await page.goto(`${look.baseURL}/api/health`)
    await page.evaluate(() => sessionStorage.clear())
    await forgetStored(page, origins)
    await context.clearPermissions()
    if (look.permissions !== undefined) await context.grantPermissions(look.permissions)
    await setLook(page, look)
    await page.mouse.move(0, 0)
  }

  /** Ends the context. The next test gets a new one. */
  async drop(): Promise<void> {
    await this.#context?.close()
    this.#context = null
  }
}

async function forgetStored(page: Page, origins: ReadonlySet<string>): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (const origin of origins) {
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
  }
  await session.detach()
  await page.context().clearCookies()
}

async function setLook(page: Page, look: Look): Promise<void> {
  if (look.viewport) await page.setViewportSize(look.viewport)
  await page.emulateMedia({
    colorScheme: look.colorScheme ?? 'light',
    reducedMotion: look.reducedMotion ?? 'no-preference',
  })
}
