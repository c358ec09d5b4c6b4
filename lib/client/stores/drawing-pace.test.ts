import { afterEach, expect, test, vi } from 'vitest'
import { createPace } from './drawing-pace'

const FRAME_MS = 16

afterEach(() => vi.unstubAllGlobals())

interface Task {
  at: number
  run(): void
}

/** As a page does with what throws: it goes on. */
function report(run: () => void): void {
  try {
    run()
  } catch (error) {
    expect(error).toEqual(new Error('cannot be drawn'))
  }
}

/** A page whose frames come one after the other, and the numbers of those in which something was drawn. */
function openPage({ failsIn = 0, drawMs = 0 } = {}) {
  const document = new EventTarget()
  const drawn: number[] = []
  let now = 0
  let number = 0
  let frames: (() => void)[] = []
  let tasks: Task[] = []
  let waits = 0
  vi.stubGlobal('document', document)
  vi.stubGlobal('performance', { now: () => now })
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
  vi.stubGlobal('setTimeout', (run: () => void, ms = 0) => tasks.push({ at: now + ms, run }))

  const runTasks = (until: number): void => {
    now = until
    const due = tasks.filter(({ at }) => at <= now)
    tasks = tasks.filter(({ at }) => at > now)
    for (const { run } of due) run()
    if (due.length > 0) runTasks(until)
  }
  const schedule = createPace({
    draw: () => {
      drawn.push(number)
      now += drawMs
      waits--
      if (number === failsIn) throw new Error('cannot be drawn')
    },
    isWaiting: () => waits > 0,
  })
  return {
    drawn,
    arrive: (count = 1) => {
      waits += count
      schedule()
    },
    press: () => document.dispatchEvent(new Event('keydown')),
    /** The next frame, which takes so long, and what runs until the one after it. */
    frame: async (tookMs = 1) => {
      number++
      const all = frames
      frames = []
      for (const run of all) report(run)
      // What a frame's callbacks leave to do at once is done before it is painted.
      await Promise.resolve()
      now += tookMs
      runTasks(now)
      runTasks(now + Math.max(0, FRAME_MS - tookMs))
    },
  }
}

test('What arrives is drawn in the next frame, once, and what still waits in the frames after it', async () => {
  const page = openPage()
  page.arrive()
  page.arrive()
  await page.frame()
  expect(page.drawn).toEqual([1])
  await page.frame()
  await page.frame()
  expect(page.drawn).toEqual([1, 2])
})

test('After drawing, nothing is drawn for as long as it took', async () => {
  const page = openPage({ drawMs: 40 })
  page.arrive(2)
  for (let i = 0; i < 5; i++) await page.frame()
  // 40 ms of rest: the two frames that begin within them draw nothing.
  expect(page.drawn).toEqual([1, 4])
})

test('While somebody types, nothing is drawn in the half of the time before the next key', async () => {
  const page = openPage()
  page.arrive(100)
  const drawnAfterKey = new Set<number>()
  for (let key = 0; key < 5; key++) {
    page.press()
    const before = page.drawn.length
    // 160 ms from key to key: ten frames.
    for (let i = 0; i < 10; i++) await page.frame()
    // How fast somebody types is known with the second key.
    if (key > 0) for (const number of page.drawn.slice(before)) drawnAfterKey.add(number - key * 10)
  }
  expect(Math.min(...drawnAfterKey)).toBe(2)
  // The frame after that in which the half ends is the last.
  expect(Math.max(...drawnAfterKey)).toBeLessThanOrEqual(7)
  expect(drawnAfterKey.size).toBeGreaterThanOrEqual(3)
})

test('However fast the keys come, each is followed by a drawing', async () => {
  const page = openPage()
  page.arrive(100)
  for (let i = 0; i < 20; i++) {
    page.press()
    await page.frame()
    await page.frame()
  }
  expect(page.drawn).toHaveLength(20)
})

test('Once nobody has typed for some time, it is drawn as before', async () => {
  const page = openPage()
  page.press()
  await page.frame()
  page.arrive(100)
  const drawn = () => page.drawn.length
  await page.frame()
  const once = drawn()
  for (let i = 0; i < 10; i++) await page.frame()
  const whileTyping = drawn()
  for (let i = 0; i < 30; i++) await page.frame()
  expect(once).toBe(1)
  expect(whileTyping).toBeLessThan(8)
  expect(drawn() - whileTyping).toBeGreaterThan(8)
})

test('The frame that shows a key draws nothing else; the one after it does', async () => {
  const page = openPage()
  page.arrive()
  page.press()
  await page.frame()
  expect(page.drawn).toEqual([])
  await page.frame()
  expect(page.drawn).toEqual([2])
})

test('A key that is held down does not keep text from being drawn', async () => {
  const page = openPage()
  page.arrive(100)
  for (let i = 0; i < 20; i++) {
    page.press()
    await page.frame()
  }
  expect(page.drawn.length).toBeGreaterThanOrEqual(8)
})

test('What cannot be drawn does not keep the rest from being drawn', async () => {
  const page = openPage({ failsIn: 1 })
  page.arrive(2)
  for (let i = 0; i < 4; i++) await page.frame()
  expect(page.drawn).toHaveLength(2)
})
