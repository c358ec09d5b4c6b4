import type { Page } from '@playwright/test'
import { median, printTable } from '../table'
import type { Bed } from './bed'
import { withPage } from './browser'
import { upload } from './upload'

interface Opened {
  /** From the address that asks for the file until its first row stands there, ms. */
  shown: number
  /** Until all rows can be scrolled to, ms. */
  loaded: number
  /** Until the values of all columns are counted, ms. */
  counted: number
  /** The longest that the page stood still meanwhile, ms; the browser reports none below 50. */
  longest: number
}

/** A table like those that people have: numbers, days, names, a text with quotes. */
function makeTable(rows: number): Uint8Array<ArrayBuffer> {
  const lines = ['id,name,amount,day,active,note']
  for (let i = 0; i < rows; i++) {
    const day = `2024-0${1 + (i % 9)}-1${i % 10}`
    const amount = ((i * 7919) % 100_003) / 100
    lines.push(
      `${i},"Name ${i % 500}, ""the ${i % 7}th""",${amount},${day},${i % 3 === 0},${i % 5 === 0 ? '' : 'a text of some words that fills the row up'}`,
    )
  }
  return new TextEncoder().encode(lines.join('\n'))
}

async function openTable(page: Page, bed: Bed, fileId: string): Promise<Opened> {
  await bed.parley.open(page)
  await page.waitForTimeout(3000)
  return page.evaluate(watchOpening, fileId)
}

/** Runs in the page. */
async function watchOpening(fileId: string): Promise<Opened> {
  let longest = 0
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
  })
  observer.observe({ type: 'longtask' })
  const begun = performance.now()
  const until = (isSo: () => boolean) =>
    new Promise<number>((resolve) => {
      const look = () => {
        if (isSo()) resolve(performance.now() - begun)
        else requestAnimationFrame(look)
      }
      look()
    })
  const status = () =>
    [...document.querySelectorAll('[role=status]')].map(({ textContent }) => textContent).join()
  history.replaceState(null, '', `?file=${fileId}`)
  const shown = await until(() => document.querySelector('[role=gridcell]')?.textContent === '0')
  const loaded = await until(() => / × 6 columns/.test(status()))
  const counted = await until(() => / × 6 columns(?! ·)/.test(status()))
  observer.disconnect()
  return { shown, loaded, counted, longest }
}

/** From the address that asks for a very long table to its rows, and how the page fares meanwhile. */
export async function benchTable(bed: Bed, { rounds, rows }: { rounds: number; rows: number }) {
  const file = await upload(bed.url, 'long.csv', makeTable(rows))
  const all: Opened[] = []
  for (let round = 0; round < rounds; round++) {
    all.push(await withPage(bed.browser, (page) => openTable(page, bed, file.id)))
  }
  const of = (figure: keyof Opened) => median(all.map((one) => one[figure])).toFixed(0)
  printTable(`Opening a table of ${rows} rows, ${file.sizeBytes} bytes, ${rounds} rounds`, [
    {
      preview: 'table',
      'first row, ms': of('shown'),
      'all rows, ms': of('loaded'),
      'all columns counted, ms': of('counted'),
      'longest task of the page, ms': of('longest'),
    },
  ])
}
