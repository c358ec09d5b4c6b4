import type { Page } from '@playwright/test'
import { median, printTable } from '../table'
import type { Bed, Target } from './bed'
import { openMeter, withPage, workBetween } from './browser'
import { LAST_WORD } from './texts'

interface Opened {
  /** From the click until the last turn stands in view and is painted, ms. */
  shown: number
  turns: number
  /** CPU ms of script and layout until two seconds after that. */
  work: number
}

async function openLong(page: Page, target: Target): Promise<Opened> {
  await target.open(page)
  await page.waitForTimeout(1000)
  const read = await openMeter(page)
  const before = await read()
  const opened = await page.evaluate(clickAndWait, { opener: target.opener, lastWord: LAST_WORD })
  await page.waitForTimeout(2000)
  const { script, layout } = workBetween(before, await read())
  return { ...opened, work: script + layout }
}

/** Runs in the page. */
function clickAndWait({ opener, lastWord }: { opener: string; lastWord: string }) {
  const [selector = '', text = ''] = opener.split(/:has-text\("|"\)/)
  const button = [...document.querySelectorAll<HTMLElement>(selector)].find((one) =>
    one.textContent?.includes(text),
  )
  const begun = performance.now()
  button?.click()
  return new Promise<{ shown: number; turns: number }>((resolve) => {
    const look = () => {
      const turns = document.querySelectorAll('article')
      const last = turns[turns.length - 1]
      const box = last?.getBoundingClientRect()
      const isThere = last?.textContent?.includes(lastWord) && (box?.bottom ?? 9e9) <= innerHeight
      if (!isThere) return void requestAnimationFrame(look)
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve({ shown: performance.now() - begun, turns: turns.length })
      port2.postMessage(null)
    }
    look()
  })
}

/** From the click on a very long conversation to its last turns in view. */
export async function benchOpening(bed: Bed, { rounds, turns }: { rounds: number; turns: number }) {
  const targets = [bed.parley, bed.baseline]
  const all = new Map(targets.map(({ name }) => [name, [] as Opened[]]))
  for (let round = 0; round < rounds; round++) {
    for (const target of round % 2 === 0 ? targets : [...targets].reverse()) {
      all.get(target.name)?.push(await withPage(bed.browser, (page) => openLong(page, target)))
    }
  }
  const of = (name: string, figure: (one: Opened) => number) =>
    median((all.get(name) ?? []).map(figure))
  const rows = targets.map(({ name }) => ({
    thread: name,
    'last turn in view, ms': of(name, ({ shown }) => shown).toFixed(0),
    'times the plain': (
      of(name, ({ shown }) => shown) / of(bed.baseline.name, ({ shown }) => shown)
    ).toFixed(2),
    'turns drawn then': of(name, (one) => one.turns).toFixed(0),
    'script and layout, CPU ms': of(name, ({ work }) => work).toFixed(0),
  }))
  printTable(`Opening a conversation of ${turns} turns, ${rounds} rounds`, rows)
}
