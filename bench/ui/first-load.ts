import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { printTable } from '../table'
import type { Bed } from './bed'
import { withPage } from './browser'

/** What the house allows for the chat screen. */
const BUDGET_KB = 375

/** The scripts that a page asks for before anybody touches it. */
async function scriptsOf(page: Page, url: string): Promise<number[]> {
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    sizes.push(response.body().then((body) => gzipSync(body).length))
  })
  await page.goto(url)
  // What it fetches when it is idle is fetched before interaction too.
  await page.waitForTimeout(3000)
  return Promise.all(sizes)
}

/** JavaScript of the chat screen as a browser with an empty cache fetches it. */
export async function benchFirstLoad(bed: Bed) {
  const rows: Record<string, string>[] = []
  for (const [name, url] of Object.entries(bed.pages)) {
    const sizes = await withPage(bed.browser, (page) => scriptsOf(page, url))
    const kb = sizes.reduce((sum, size) => sum + size, 0) / 1000
    rows.push({
      page: name,
      files: String(sizes.length),
      'gzip kB': kb.toFixed(0),
      budget: String(BUDGET_KB),
      kept: kb <= BUDGET_KB ? 'yes' : 'NO',
    })
  }
  printTable('First-load JavaScript', rows)
}
