import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { printTable } from '../table'
import type { Bed } from './bed'
import { withPage } from './browser'

/** What the house allows for the chat screen; what an answer needs to be drawn comes when there is one. */
const BUDGET_KB = 375

interface Loaded {
  /** Sizes of the scripts that came before one could type and read. */
  first: number[]
  /** Of those that came in idle time after that, so that the server may be away later. */
  later: number[]
}

/** The scripts that a page fetches before anybody touches it. */
async function scriptsOf(page: Page, url: string): Promise<Loaded> {
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    sizes.push(response.body().then((body) => gzipSync(body).length))
  })
  await page.goto(url)
  await page.getByRole('textbox', { name: 'Message' }).waitFor()
  if (url.split('/').length > 4) await page.getByRole('article').last().waitFor()
  await page.waitForTimeout(500)
  const count = sizes.length
  await page.waitForTimeout(5000)
  const all = await Promise.all(sizes)
  return { first: all.slice(0, count), later: all.slice(count) }
}

const kilobytes = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0) / 1000

function judged(sizes: readonly number[]) {
  return { budget: String(BUDGET_KB), kept: kilobytes(sizes) <= BUDGET_KB ? 'yes' : 'NO' }
}

/** JavaScript of the chat screen as a browser with an empty cache fetches it. */
export async function benchFirstLoad(bed: Bed) {
  const rows: Record<string, string>[] = []
  for (const [name, url] of Object.entries(bed.pages)) {
    const { first, later } = await withPage(bed.browser, (page) => scriptsOf(page, url))
    rows.push({
      page: name,
      files: String(first.length),
      'gzip kB': kilobytes(first).toFixed(0),
      ...(name === 'empty' ? judged(first) : { budget: '', kept: '' }),
      'later, in idle time': kilobytes(later).toFixed(0),
    })
  }
  printTable('First-load JavaScript', rows)
}
