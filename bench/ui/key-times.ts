import type { Page } from '@playwright/test'

export const KEYS_PER_SECOND = 12

/** Types where the focus is; answers how long each key took until what it changed was painted, ms. */
export async function typeKeys(page: Page, keys: number): Promise<number[]> {
  await page.evaluate(watchKeys)
  for (let i = 0; i < keys; i++) {
    await page.keyboard.press('abcdefgh '[i % 9] ?? 'a')
    await page.waitForTimeout(1000 / KEYS_PER_SECOND)
  }
  return page.evaluate(takeTimes)
}

/** Runs in the page: from the event's own time to the task after the frame that shows it. */
function watchKeys(): void {
  const known = Reflect.get(globalThis, 'benchTimes')
  const times: number[] = []
  Object.assign(globalThis, { benchTimes: times })
  if (known !== undefined) return
  document.addEventListener(
    'keydown',
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          const now: unknown = Reflect.get(globalThis, 'benchTimes')
          if (Array.isArray(now)) now.push(performance.now() - timeStamp)
        }
        port2.postMessage(null)
      })
    },
    { capture: true },
  )
}

function takeTimes(): number[] {
  const times: unknown = Reflect.get(globalThis, 'benchTimes')
  return Array.isArray(times) ? times.map(Number) : []
}
