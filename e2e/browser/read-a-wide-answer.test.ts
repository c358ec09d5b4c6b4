import type { Locator, Page } from '@playwright/test'
import type { FakeUpstream } from '../harness/fake-upstream'
import { blockTextEvents, encodeEvents, textEvents } from '../harness/upstream/answers'
import { stream } from '../harness/upstream/script'
import { answerWith } from './answers'
import { answers, box, inTurn, questions, send } from './chat'
import { expect, test } from './fixtures'

const PHONE = { width: 390, height: 844 }

/** Asks for an answer of this text, and waits for its end. */
async function read(page: Page, upstream: FakeUpstream, text: string): Promise<Locator> {
  answerWith(upstream, stream(encodeEvents(blockTextEvents([[text]]))))
  await send(page, 'Show me')
  await expect(answers(page).last()).toContainText('End of turn')
  return answers(page).last()
}

function table(header: string, cells: readonly string[]): string {
  const columns = cells.map((_, i) => `${header} ${i}`)
  return [columns, cells.map(() => '-'), cells].map((line) => `| ${line.join(' | ')} |`).join('\n')
}

/** A law of a narrow page; a wide one has the button that begins the next. */
function onPhone(page: Page, hold: () => Promise<void>): () => Promise<void> {
  return async () => {
    const wide = page.viewportSize()
    await page.setViewportSize(PHONE)
    await hold()
    if (wide !== null) await page.setViewportSize(wide)
  }
}

test('What is wide stays in the column, on a phone', async ({ page, upstream }) => {
  await inTurn(page, upstream, {
    'A wide table scrolls in its frame and breaks no word': onPhone(page, async () => {
      const cells = [
        'some value',
        'value',
        '`max_retry_attempts`',
        'a sentence that is worth reading',
      ]
      const answer = await read(page, upstream, table('Column', [...cells, ...cells]))
      const found = await answer.locator('table').evaluate((element) => {
        const frame = element.parentElement
        const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
        const broken: string[] = []
        for (let node = words.nextNode(); node !== null; node = words.nextNode()) {
          for (const { 0: word, index } of (node.nodeValue ?? '').matchAll(/\S+/g)) {
            const range = document.createRange()
            range.setStart(node, index)
            range.setEnd(node, index + word.length)
            if (range.getClientRects().length > 1) broken.push(word)
          }
        }
        return { scrolls: (frame?.scrollWidth ?? 0) > (frame?.clientWidth ?? 0), broken }
      })
      expect(found).toEqual({ scrolls: true, broken: [] })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width)
    }),
    'A word that never ends breaks in its cell, and the cells beside it stay in view': onPhone(
      page,
      async () => {
        const answer = await read(page, upstream, table('Column', ['x'.repeat(400), 'beside it']))
        const cell = await answer.getByRole('cell', { name: 'beside it' }).boundingBox()
        expect((cell?.x ?? PHONE.width) + (cell?.width ?? 0)).toBeLessThanOrEqual(PHONE.width)
      },
    ),
    'A list that counts past a thousand stays in the column': onPhone(page, () =>
      countFar(page, upstream),
    ),
  })
})

test('What is written stands where it belongs, on a desktop', async ({ page, upstream }) => {
  await inTurn(page, upstream, {
    'A list that counts past a thousand stays in the column': () => countFar(page, upstream),
    'A task list tells a screen reader what is done and what is not': async () => {
      const answer = await read(page, upstream, '- [x] Wash\n- [ ] Dry')
      await expect(
        answer.getByRole('listitem').filter({ hasText: 'Wash' }).getByRole('img', { name: 'Done' }),
      ).toBeVisible()
      await expect(
        answer
          .getByRole('listitem')
          .filter({ hasText: 'Dry' })
          .getByRole('img', { name: 'Not done' }),
      ).toBeVisible()
    },
    'The ids of an answer stand in the same place under every turn': async () => {
      answerWith(
        upstream,
        stream(encodeEvents(textEvents(3))),
        stream(encodeEvents(textEvents(900))),
      )
      await send(page, 'Short')
      await expect(answers(page).last()).toContainText('End of turn')
      await send(page, 'Long')
      await expect(answers(page)).toHaveCount(2)
      await expect(answers(page).last()).toContainText('End of turn')
      const places = await answers(page).evaluateAll((turns) =>
        turns.map((turn) => {
          const id = turn.querySelector('button[aria-label^="Copy the model id"]')
          const [end, place] = [turn, id].map((element) => element?.getBoundingClientRect())
          return [(end?.bottom ?? 0) - (place?.bottom ?? 0), place?.x]
        }),
      )
      expect(places[1]).toEqual(places[0])
    },
    'No text of the thread touches the box under it': async () => {
      await read(page, upstream, 'A line.\n\n'.repeat(80))
      const thread = await page.getByRole('region', { name: 'Conversation' }).boundingBox()
      const field = await box(page).boundingBox()
      expect((field?.y ?? 0) - ((thread?.y ?? 0) + (thread?.height ?? 0))).toBeGreaterThanOrEqual(8)
    },
    'A paragraph runs the way of its own script, whoever wrote it': async () => {
      answerWith(upstream, stream(encodeEvents(blockTextEvents([['نص مع English في الوسط']]))))
      await send(page, 'نص عربي\nand English')
      await expect(answers(page).last()).toContainText('End of turn')
      for (const turn of [questions(page).first(), answers(page).last()]) {
        const [first, last] = await edges(turn.locator('p', { hasText: 'نص' }), ['نص', 'English'])
        expect(first).toBeGreaterThan(last ?? Number.NaN)
      }
    },
  })
})

async function countFar(page: Page, upstream: FakeUpstream): Promise<void> {
  const lists = ['8. a\n9. b\n10. c', '99. a\n100. b', '1000. a', '123456789. a']
  const answer = await read(page, upstream, lists.join('\n\nText\n\n'))
  const rooms = await answer.locator('ol').evaluateAll((elements) =>
    elements.map((element) => {
      const last = (element as HTMLOListElement).start + element.childElementCount - 1
      const drawn = document.createElement('span')
      // The marker has no box that can be asked: its text is measured instead.
      drawn.textContent = `${last}. `
      drawn.setAttribute('class', 'absolute whitespace-pre')
      element.append(drawn)
      const { width } = drawn.getBoundingClientRect()
      drawn.remove()
      return Number.parseFloat(getComputedStyle(element).paddingLeft) - width
    }),
  )
  expect(rooms).toHaveLength(lists.length)
  for (const room of rooms) expect(room).toBeGreaterThanOrEqual(0)
}

/** Where words of an element begin, in px from the left. */
async function edges(element: Locator, words: readonly string[]): Promise<number[]> {
  return element.evaluate((root, wanted) => {
    const node = document.createTreeWalker(root, NodeFilter.SHOW_TEXT).nextNode()
    return wanted.map((word) => {
      const at = node?.nodeValue?.indexOf(word) ?? -1
      const range = document.createRange()
      if (node === null || at < 0) return Number.NaN
      range.setStart(node, at)
      range.setEnd(node, at + word.length)
      return range.getBoundingClientRect().left
    })
  }, words)
}
