import type { Page } from '@playwright/test'
import { upstreamEnv } from '../harness/parley-client'
import { seedComparison, seedConversation } from '../harness/seed'
import type { ParleyServer } from '../harness/server'
import { createGate } from '../harness/upstream/gate'
import { answerWith, gatedAnswer, releaseTokens } from './answers'
import { ask, lastText, questions, row, send } from './chat'
import { column } from './comparing'
import { expect, test } from './fixtures'

const PAIRS = 300
const LONG = 'A long one'
const SHORT = 'A short one'
const thread = (page: Page) => page.getByRole('region', { name: 'Conversation' })
const turns = (page: Page) => page.getByRole('article')
const toEnd = (page: Page) => page.getByRole('button', { name: 'To the end' })

/** Puts a conversation of 600 turns and one of two into the store; answers where the long one is. */
function seedLong({ dataDir, url }: ParleyServer): string {
  const pairs = Array.from({ length: PAIRS }, (_, i) => ({
    question: `Question ${i}?`,
    answer: Array.from({ length: 1 + (i % 5) }, (_, k) => `Answer ${i}, line ${k}.\n\n`).join(''),
  }))
  const id = seedConversation(dataDir, { title: LONG, pairs })
  seedConversation(dataDir, { title: SHORT, pairs: pairs.slice(0, 1) })
  return `${url}/c/${id}`
}

/** The first turn in view: what it says, and how far below the view's top it begins. */
const firstInView = (page: Page) =>
  thread(page).evaluate((frame) => {
    const { top } = frame.getBoundingClientRect()
    const turn = [...frame.querySelectorAll('article')].find(
      (one) => one.getBoundingClientRect().bottom > top,
    )
    const offset = Math.round((turn?.getBoundingClientRect().top ?? 0) - top)
    return { text: turn?.textContent, offset }
  })

const distanceToEnd = ({ scrollHeight, scrollTop, clientHeight }: Element) =>
  scrollHeight - scrollTop - clientHeight

/** Resolves two frames later: what scrolls has moved by then. */
const nextFrames = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
      }),
  )

/**
 * Scrolls the thread up from where a turn rests, and answers where that was: between what is drawn
 * and the end of its frame, the browser has not yet put back what that moved.
 */
async function scrollUpFromRest(turn: Element, pixels: number): Promise<number> {
  const frameEnd = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  const top = () => Math.round(turn.getBoundingClientRect().top)
  let before = Number.NaN
  while (before !== top()) {
    before = top()
    await frameEnd()
  }
  turn.closest('section')?.scrollBy(0, -pixels)
  return before
}

test('A conversation of 600 turns is read from its end to its beginning', async ({
  page,
  upstream,
  start,
}) => {
  const long = seedLong(await start({ env: upstreamEnv(upstream.url) }))

  await test.step('A conversation of 600 turns opens at its end; every turn can be reached, and never are more than 500 drawn', async () => {
    await page.goto(long)
    await expect(page.getByText(`Answer ${PAIRS - 1}, line 0.`)).toBeInViewport()
    await expect(toEnd(page)).toBeHidden()
    // What idle time draws above leaves the end in view.
    await expect.poll(() => turns(page).count()).toBeGreaterThan(60)
    await expect(page.getByText(`Answer ${PAIRS - 1}, line 0.`)).toBeInViewport()

    await thread(page).focus()
    await page.keyboard.press('Home')
    await expect(page.getByText('Question 0?')).toBeInViewport()
    expect(await turns(page).count()).toBeLessThanOrEqual(500)
    await thread(page).hover()
    for (let i = 0; i < 10; i++) await page.mouse.wheel(0, 900)
    await expect(page.getByText('Question 0?')).not.toBeInViewport()
    expect(await turns(page).count()).toBeLessThanOrEqual(500)

    await toEnd(page).click()
    await expect(page.getByText(`Answer ${PAIRS - 1}, line 0.`)).toBeInViewport()
    await expect(toEnd(page)).toBeHidden()
  })

  await test.step('What is drawn above and let go below leaves what is being read where it is', async () => {
    await page.goto(long)
    await expect.poll(() => turns(page).count()).toBeGreaterThan(60)
    const last = turns(page).filter({ hasText: `Answer ${PAIRS - 1},` })
    for (let steps = 0; steps < 100 && (await last.count()) > 0; steps++) {
      const { text } = await firstInView(page)
      const turn = turns(page)
        .filter({ hasText: text ?? '' })
        .first()
      const top = () => turn.evaluate((one) => Math.round(one.getBoundingClientRect().top))
      const before = await turn.evaluate(scrollUpFromRest, 1200)
      await expect.poll(top).toBe(before + 1200)
    }
    await expect(last).toHaveCount(0)
  })

  await test.step('A conversation is found again where it was left, or at its end', async () => {
    await page.goto(long)
    await expect.poll(() => turns(page).count()).toBeGreaterThan(60)
    await thread(page).hover()
    await page.mouse.wheel(0, -9000)
    await expect(toEnd(page)).toBeVisible()
    let place = await firstInView(page)
    await expect
      .poll(async () => {
        const was = place
        await nextFrames(page)
        place = await firstInView(page)
        return was.offset === place.offset
      })
      .toBe(true)

    await row(page, SHORT).click()
    await expect(turns(page)).toHaveCount(2)
    await row(page, LONG).click()
    await expect.poll(() => firstInView(page)).toEqual(place)

    await toEnd(page).click()
    await expect(page.getByText(`Answer ${PAIRS - 1}, line 0.`)).toBeInViewport()
    await row(page, SHORT).click()
    await expect(turns(page)).toHaveCount(2)
    await row(page, LONG).click()
    await expect(page.getByText(`Answer ${PAIRS - 1}, line 0.`)).toBeInViewport()
  })
})

test('A comparison of 100 turns in eight columns is read from its end to its beginning', async ({
  page,
  upstream,
  start,
}) => {
  const { dataDir, url } = await start({ env: upstreamEnv(upstream.url) })
  const pairs = Array.from({ length: 100 }, (_, i) => ({
    question: `Question ${i}?`,
    answer: `Answer ${i}.`,
  }))
  const id = seedComparison(
    dataDir,
    LONG,
    Array.from({ length: 8 }, () => pairs),
  )
  const columns = page.getByRole('region', { name: 'Columns', exact: true })
  const rows = page.getByRole('region', { name: /^Turn \d+$/ })
  const isFew = async () => expect(await rows.count()).toBeLessThanOrEqual(48)

  await test.step('It opens at its end; every turn can be reached, and never are more than 48 drawn', async () => {
    await page.goto(`${url}/compare/${id}`)
    await expect(page.getByText('Answer 99.').first()).toBeInViewport()
    await expect.poll(() => rows.count()).toBe(48)
    await expect(page.getByText('Answer 99.').first()).toBeInViewport()
    await columns.focus()
    await page.keyboard.press('Home')
    await expect(page.getByText('Question 0?')).toBeInViewport()
    await isFew()
    // What is focused in the heads is in view already.
    const top = () => columns.evaluate((frame) => frame.scrollTop)
    await columns.evaluate((frame) => frame.scrollBy(0, 1500))
    await page.getByRole('button', { name: 'More for Sonnet 5.5' }).first().focus()
    expect(await top()).toBeGreaterThan(1400)
    await columns.hover()
    while (!(await page.getByText('Question 60?').isVisible())) await page.mouse.wheel(0, 900)
    await expect(page.getByText('Question 0?')).toHaveCount(0)
    await isFew()
    await expect(rows.first()).toHaveAccessibleName(/^Turn [1-9]\d$/)
  })

  await test.step('What is asked then stands at the end, in view, in blind mode as well', async () => {
    await toEnd(page).click()
    await expect(page.getByText('Answer 99.').first()).toBeInViewport()
    await expect(toEnd(page)).toBeHidden()
    await columns.focus()
    await page.keyboard.press('Home')
    await expect(page.getByText('Question 0?')).toBeInViewport()
    await page.getByRole('button', { name: 'Blind' }).click()
    const box = page.getByRole('textbox', { name: 'Message to the columns' })
    await box.fill('One more?')
    await expect(page.getByRole('button', { name: /^Send/ }).last()).toBeEnabled()
    await box.press('Enter')
    const last = page.getByRole('region', { name: 'Turn 101', exact: true })
    await expect(last.getByRole('article', { name: 'Answer A' })).toContainText('One more?')
    await expect(last.getByRole('button', { name: 'Tie' })).toBeInViewport()
    await isFew()
  })
})

/**
 * Makes the end of what scrolls 100 pixels shorter and then 300 longer, all between two frames, where the
 * browser does not put back what that moves.
 */
async function becomeShorterAndLonger(frame: HTMLElement | SVGElement): Promise<void> {
  const frames = () =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  const [shorter, longer] = [document.createElement('div'), document.createElement('div')]
  shorter.style.height = '100px'
  frame.style.overflowAnchor = 'none'
  frame.firstElementChild?.append(shorter, longer)
  for (let twice = 0; twice < 2; twice++) await frames()
  await new Promise((resolve) => setTimeout(resolve))
  shorter.style.height = '0'
  frame.getBoundingClientRect()
  longer.style.height = '400px'
  for (let twice = 0; twice < 2; twice++) await frames()
}

const PHONE = { width: 390, height: 844 }

test('In a comparison the reader’s place is kept, whatever becomes of its columns', async ({
  browser,
  page,
  upstream,
  start,
}) => {
  const { dataDir, url } = await start({ env: upstreamEnv(upstream.url) })
  const pairs = (column: number) =>
    Array.from({ length: 20 }, (_, i) => ({
      question: `Question ${i}?`,
      answer: Array.from(
        { length: 3 + ((i * 7) % 12) },
        (_, k) => `Answer ${i}, line ${k}${'.'.repeat(column)}\n\n`,
      ).join(''),
    }))
  // One was not asked all of it: alone in view it has fewer turns.
  const some = pairs(3).filter((_, at) => at < 3 || at > 6)
  const id = seedComparison(dataDir, LONG, [pairs(1), pairs(2), some])
  const columns = page.getByRole('region', { name: 'Columns', exact: true })
  const heads = columns.getByRole('group', { name: /^Column \d/ })
  const rows = page.getByRole('region', { name: /^Turn \d+$/ })
  const read = rows.filter({ hasText: 'Question 12?' })
  const top = () =>
    read.evaluate((row) => {
      const frame = row.parentElement?.parentElement?.getBoundingClientRect().top ?? 0
      return Math.round(row.getBoundingClientRect().top - frame)
    })
  const pick = async (trigger: RegExp, name: string) => {
    await page.getByRole('button', { name: trigger }).click()
    await page.getByRole('menuitem', { name }).click()
  }
  const even = page.getByRole('button', { name: 'Same height' })
  const blind = page.getByRole('button', { name: 'Blind' })
  const switches = {
    'One alone': async () => {
      await column(page, 3)
        .getByRole('button', { name: /^Show .* alone$/ })
        .click()
      await expect(heads).toHaveCount(1)
    },
    'All again': async () => {
      await page.getByRole('button', { name: 'Show all columns' }).click()
      await expect(heads).toHaveCount(3)
    },
    'Of the same height': async () => {
      await even.click()
      await expect(even).toHaveAttribute('aria-pressed', 'true')
    },
    'Of their own height': async () => {
      await even.click()
      await expect(even).toHaveAttribute('aria-pressed', 'false')
    },
    'By words': async () => {
      await pick(/^Differences$/, 'Differences by words')
      await expect(page.getByRole('button', { name: 'Differences by words' })).toBeVisible()
    },
    'By blocks': async () => {
      await pick(/^Differences by/, 'Differences by blocks')
      await expect(page.getByRole('button', { name: 'Differences by blocks' })).toBeVisible()
    },
    'As they are': async () => {
      await pick(/^Differences by/, 'Answers as they are')
      await expect(page.getByRole('button', { name: 'Differences', exact: true })).toBeVisible()
    },
    'In blind mode': async () => {
      await blind.click()
      await expect(heads).toHaveCount(0)
    },
    'With their names': async () => {
      await blind.click()
      await expect(heads).toHaveCount(3)
    },
  }

  await test.step('The turn that is read stays where it is, however its columns are shown', async () => {
    await page.goto(`${url}/compare/${id}`)
    await expect.poll(() => rows.count()).toBe(20)
    await read.evaluate((row) => row.scrollIntoView())
    await columns.evaluate((frame) => frame.scrollBy(0, 30))
    await nextFrames(page)
    const before = await top()
    for (const [name, act] of Object.entries(switches)) {
      await act()
      await nextFrames(page)
      await expect.poll(top, name).toBe(before)
    }
  })

  await test.step('Who went on and came back to where they were brought stays there', async () => {
    const offset = () => columns.evaluate((frame) => Math.round(frame.scrollTop))
    const goTo = async (y: number) => {
      await columns.evaluate((frame, to) => frame.scrollTo(0, to), y)
      await nextFrames(page)
    }
    await goTo(0)
    await switches['Of the same height']()
    await nextFrames(page)
    await goTo(900)
    await goTo(0)
    await switches['Of their own height']()
    await nextFrames(page)
    await expect.poll(offset).toBe(0)
  })

  await test.step('Who reads its end still does', async () => {
    await toEnd(page).click()
    for (const [name, act] of Object.entries(switches).slice(0, 4)) {
      await act()
      await nextFrames(page)
      await expect.poll(() => columns.evaluate(distanceToEnd), name).toBeLessThan(2)
    }
  })

  await test.step('On a phone it opens at its end and stays there while an answer arrives', async () => {
    const gate = createGate()
    answerWith(upstream, gatedAnswer(120, gate))
    const box = page.getByRole('textbox', { name: 'Message to the columns' })
    await box.fill('And now?')
    await box.press('Enter')
    await releaseTokens(gate, 60)
    await expect(page.getByText(/w59$/)).toBeVisible()
    const context = await browser.newContext({ viewport: PHONE, isMobile: true, hasTouch: true })
    const phone = await context.newPage()
    await Promise.all([phone.goto(page.url()), releaseTokens(gate, 60, false)])
    await expect(phone.getByText(/w119$/)).toBeInViewport()
    // What is drawn late may be shorter than what stood for it, and more text may come at the same moment.
    const frame = phone.getByRole('region', { name: 'Columns', exact: true })
    await frame.evaluate(becomeShorterAndLonger)
    await expect.poll(() => frame.evaluate(distanceToEnd)).toBeLessThan(2)
    await expect(phone.getByRole('button', { name: /^(New text below|To the end)$/ })).toHaveCount(
      0,
    )
    gate.open()
    await context.close()
  })
})

test('A long turn of one’s own shows its beginning, and all of it on request; a short one is whole', async ({
  page,
}) => {
  const lines = Array.from({ length: 200 }, (_, at) => `line ${at}`)
  await ask(page, 'Read this')
  await expect(lastText(page)).toHaveText('Read this')
  await send(page, lines.join('\n'))
  const [short, long] = [questions(page).first(), questions(page).last()]
  const all = long.getByRole('button', { name: /^Show all [\d,]+ characters$/ })
  await expect(all).toHaveAttribute('aria-expanded', 'false')
  await expect(short.getByRole('button', { name: /^Show all/ })).toHaveCount(0)
  const height = async () => (await long.boundingBox())?.height ?? 0
  await expect.poll(height).toBeLessThan(520)
  await all.press('Enter')
  const less = long.getByRole('button', { name: 'Show less' })
  await expect(less).toBeFocused()
  await expect.poll(height).toBeGreaterThan(200 * 20)
  await less.scrollIntoViewIfNeeded()
  await less.press('Enter')
  await expect(all).toBeFocused()
  await expect(all).toBeInViewport()
  await expect.poll(height).toBeLessThan(520)
})
