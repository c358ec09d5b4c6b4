import type { Page } from '@playwright/test'
import { writePdf } from '../../e2e/harness/write-pdf'
import { median, printTable } from '../table'
import type { Bed } from './bed'
import { withPage } from './browser'
import { upload } from './upload'

interface Read {
  /** From the address that asks for the file until its first page and the small ones in view are drawn, ms. */
  drawn: number
  /** The longest that the page stood still meanwhile, ms; the browser reports none below 50. */
  opening: number
  /** From there until the last page is drawn, a view further with each frame, ms. */
  scrolled: number
  /** The longest that the page stood still while it was scrolled, ms. */
  scrolling: number
}

/** Half a minute of reading on each page. */
const pageOf = (number: number) =>
  Array.from(
    { length: 34 },
    (_, line) => `Line ${line} of page ${number} tells of ships and gulls.`,
  )

async function readThrough(page: Page, bed: Bed, fileId: string, pages: number): Promise<Read> {
  await bed.parley.open(page)
  await page.waitForTimeout(3000)
  return page.evaluate(watchReading, { fileId, pages })
}

/** Runs in the page. */
async function watchReading({ fileId, pages }: { fileId: string; pages: number }): Promise<Read> {
  let longest = 0
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
  })
  observer.observe({ type: 'longtask' })
  /** The longest since the last time, those too that the observer has not been told of. */
  const takeLongest = () => {
    for (const { duration } of observer.takeRecords()) longest = Math.max(longest, duration)
    const taken = longest
    longest = 0
    return taken
  }
  const until = (isSo: () => boolean) =>
    new Promise<number>((resolve) => {
      const look = () => {
        if (isSo()) resolve(performance.now())
        else requestAnimationFrame(look)
      }
      look()
    })
  const isDrawn = (number: number) =>
    document.querySelector(`section[aria-label="Page ${number}"] canvas`) !== null
  const smallOnes = () => [...document.querySelectorAll('nav[aria-label="Pages in small"] button')]

  const begun = performance.now()
  history.replaceState(null, '', `?file=${fileId}`)
  const drawn = await until(
    () =>
      isDrawn(1) &&
      smallOnes().length > 0 &&
      smallOnes().every((one) => one.querySelector('canvas') !== null),
  )
  const opening = takeLongest()
  const list = document.querySelector('section[aria-label="Pages"]')
  const end = await until(() => {
    list?.scrollBy(0, list.clientHeight)
    return isDrawn(pages)
  })
  const scrolling = takeLongest()
  observer.disconnect()
  return { drawn: drawn - begun, opening, scrolled: end - drawn, scrolling }
}

/** From the address that asks for a thick book to its last page, and how the screen fares meanwhile. */
export async function benchPdf(bed: Bed, { rounds, pages }: { rounds: number; pages: number }) {
  const bytes = writePdf(Array.from({ length: pages }, (_, at) => pageOf(at + 1)))
  const file = await upload(bed.url, 'thick.pdf', new Uint8Array(bytes))
  const all: Read[] = []
  for (let round = 0; round < rounds; round++) {
    all.push(await withPage(bed.browser, (page) => readThrough(page, bed, file.id, pages)))
  }
  const of = (figure: keyof Read) => median(all.map((one) => one[figure])).toFixed(0)
  printTable(`Reading a PDF of ${pages} pages, ${file.sizeBytes} bytes, ${rounds} rounds`, [
    {
      preview: 'PDF',
      'first page and small ones, ms': of('drawn'),
      'longest task while opening, ms': of('opening'),
      'scrolled to the last page, ms': of('scrolled'),
      'longest task while scrolling, ms': of('scrolling'),
    },
  ])
}
