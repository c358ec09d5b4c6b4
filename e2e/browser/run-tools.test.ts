import { expect, type Page } from '@playwright/test'
import {
  blockTextEvents,
  encodeEvents,
  pausedEvents,
  textEvents,
} from '../harness/upstream/answers'
import { stream } from '../harness/upstream/script'
import { answerWith, asksOf, bodyOf, nthAsk } from './answers'
import { answers, box, holdBack, inTurn, send, sendButton } from './chat'
import { test } from './fixtures'
import { asking, call, choose, done, line, makeTool } from './loop-acts'

const resultOf = (page: Page, name: string) =>
  page.getByRole('textbox', { name: `Result of ${name}` })

test('Tools of every kind answer parallel calls in one turn, and what a script prints stands with its call; a forced call that would be refused is not forced', async ({
  page,
  parley,
  upstream,
}) => {
  const rule = {
    when: [{ path: 'n', operator: '>' as const, value: 1 }],
    result: { content: '{"rows":[1,2]}', isError: false },
    delayMs: 0,
  }
  await makeTool(parley.url, {
    definition: { name: 'by_rule' },
    answer: { by: 'rules', rules: [rule] },
  })
  const code = 'console.log("n is", input.n); return { twice: input.n * 2 }'
  await makeTool(parley.url, {
    definition: { name: 'by_script' },
    answer: { by: 'javascript', code, seconds: 1, megabytes: 64 },
  })
  await page.goto('/c')
  for (const name of ['by_rule', 'by_script', 'calculator']) await choose(page, name)
  answerWith(
    upstream,
    asking(
      call('toolu_1', 'by_rule', { n: 2 }),
      call('toolu_2', 'by_script', { n: 21 }),
      call('toolu_3', 'calculator', { expression: '0.1 + 0.2' }),
    ),
    done(),
  )
  await box(page).fill('Go')
  await sendButton(page).click()
  await expect(answers(page)).toHaveCount(2)
  await expect(page.getByText('Step 2 of 10')).toBeVisible()
  expect(bodyOf(await nthAsk(upstream, 2)).messages.at(-1)?.content).toMatchObject([
    { tool_use_id: 'toolu_1', content: '{"rows":[1,2]}' },
    { tool_use_id: 'toolu_2', content: '{"twice":42}' },
    { tool_use_id: 'toolu_3', content: '0.3' },
  ])
  // Folded once done; open, they show arguments, result, and what was printed.
  await line(page, 'by_script').click()
  await expect(answers(page).first()).toContainText('twice:42')
  await expect(answers(page).first()).toContainText('n is 21')

  await page.getByRole('button', { name: 'Use Sonnet 4', exact: true }).click()
  await page.getByRole('combobox', { name: 'tool_choice' }).click()
  await page.getByRole('option', { name: 'only by_rule' }).click()
  await page.getByRole('radio', { name: 'Budget' }).click()
  await page.getByRole('textbox', { name: 'budget_tokens', exact: true }).fill('1500')
  const refusal = page.getByText('Not sent: a forced call does not go with a thinking budget.')
  await expect(refusal).toBeVisible()
  answerWith(upstream, done(), done())
  await send(page, 'By budget')
  await expect(answers(page)).toHaveCount(3)
  const refused = bodyOf(await nthAsk(upstream, 3))
  expect(refused.thinking).toMatchObject({ type: 'enabled' })
  expect(refused).not.toHaveProperty('tool_choice')
  await page.locator('fieldset').getByRole('button', { name: 'Turn thinking off' }).click()
  await expect(refusal).toHaveCount(0)
  await send(page, 'By force')
  await expect(answers(page)).toHaveCount(4)
  expect(bodyOf(await nthAsk(upstream, 4)).tool_choice).toEqual({ type: 'tool', name: 'by_rule' })
})

test('Step by step, each result waits, can be edited, and goes back when it is sent; a reload in between loses nothing', async ({
  page,
  upstream,
}) => {
  await page.goto('/c')
  await choose(page, 'calculator')
  await page.getByRole('radio', { name: 'Stepwise' }).click()
  answerWith(upstream, asking(call('toolu_1', 'calculator', { expression: '6 * 7' })), done())
  await box(page).fill('Go')
  await sendButton(page).click()
  const send = page.getByRole('button', { name: 'Send the result' })
  await expect(send).toBeEnabled()
  await expect(page.getByText('Locked while the tool loop is open')).toBeVisible()
  await expect(page.getByLabel('System prompt')).toHaveAttribute('readonly')
  await expect(page.getByRole('radio', { name: 'Stepwise' })).toBeDisabled()
  const edit = page.getByRole('button', { name: 'Edit the result' })
  await edit.click()
  await expect(resultOf(page, 'calculator')).toBeFocused()
  await expect(send).toBeDisabled()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(line(page, 'calculator')).toBeFocused()
  await edit.click()
  await resultOf(page, 'calculator').fill('forty-two')
  await page.reload()
  await expect(resultOf(page, 'calculator')).toHaveValue('forty-two')
  // What is being edited does not go as it was, neither alone nor with a turn.
  await expect(page.getByText('Give it or cancel the edit, then send.')).toBeVisible()
  await expect(send).toBeDisabled()
  await box(page).press('Enter')
  await page.getByRole('checkbox', { name: 'is_error' }).click()
  await page.getByRole('button', { name: 'Give the result' }).click()
  await expect(line(page, 'calculator')).toContainText('edited')
  await expect(line(page, 'calculator')).toBeFocused()
  expect(asksOf(upstream)).toHaveLength(1)
  await send.dblclick()
  await expect(answers(page)).toHaveCount(2)
  expect(bodyOf(await nthAsk(upstream, 2)).messages.at(-1)?.content).toEqual([
    { type: 'tool_result', tool_use_id: 'toolu_1', content: 'forty-two', is_error: true },
  ])
  await expect(page.getByText('Locked while the tool loop is open')).toHaveCount(0)
  // The same results again are a branch, with a way between the two.
  await answers(page).first().getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Branch from here' }).click()
  await send.click()
  await expect(answers(page)).toHaveCount(2)
  await expect(page.getByRole('group', { name: 'Results 2 of 2' })).toBeVisible()
})

test('What tools and searches leave in a thread can be followed', async ({ page, upstream }) => {
  await inTurn(page, upstream, {
    'An answer that a loop went on from keeps its raw form and the way to the answers beside it':
      async () => {
        await choose(page, 'calculator')
        const again = asking(call('toolu_1', 'calculator', { expression: '6 * 7' }))
        answerWith(upstream, done(), again, done())
        await box(page).fill('Go')
        await sendButton(page).click()
        await page.getByRole('button', { name: 'Answer again' }).click()
        await expect(answers(page)).toHaveCount(2)
        const passed = answers(page).first()
        await passed.getByRole('button', { name: 'Raw request and answer' }).click()
        const raw = page.getByRole('dialog', { name: 'Raw request and answer' })
        await raw.getByRole('tab', { name: 'Response' }).click()
        await expect(raw).toContainText('tool_use')
        await page.keyboard.press('Escape')
        await expect(passed).toContainText('2/2')
        await passed.getByRole('button', { name: 'Previous answer' }).click()
        await expect(answers(page)).toHaveCount(1)
        await expect(answers(page)).toContainText('End of turn')
      },
    'An answer that pauses at the limit of its loop says so, and goes on as it is when somebody lets it':
      async () => {
        await choose(page, 'calculator')
        await page.getByRole('textbox', { name: 'Answers at most' }).fill('1')
        answerWith(upstream, stream(encodeEvents(pausedEvents('Still searching. '))), done())
        await box(page).fill('Go')
        await sendButton(page).click()
        await page.getByRole('button', { name: 'Let it go on' }).click()
        await expect(answers(page)).toHaveCount(2)
        const { messages } = bodyOf(await nthAsk(upstream, 2))
        expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
        await expect(page.getByText('Step 2, beyond the limit of 1')).toBeVisible()
        await expect(page.getByRole('button', { name: 'Let it go on' })).toHaveCount(0)
      },
    'What an answer cites is marked in its text, which stays one; each mark says what it rests on':
      async () => {
        const citation = {
          type: 'web_search_result_location',
          cited_text: 'Cats sleep up to 16 hours a day.',
          title: 'All about cats',
          url: 'https://cats.example/sleep',
          encrypted_index: 'abc',
        }
        const events = blockTextEvents([['They say: '], ['cats sleep long'], [', and more.']])
        const at = events.findIndex(
          ({ type, index }) => type === 'content_block_stop' && index === 1,
        )
        const delta = { type: 'citations_delta', citation }
        events.splice(at, 0, { type: 'content_block_delta', index: 1, delta })
        answerWith(upstream, stream(encodeEvents(events)), done())
        await box(page).fill('Go')
        await sendButton(page).click()
        await expect(answers(page).locator('.answer > p')).toHaveText(
          /^They say: cats sleep long.1, and more\.$/,
        )
        await page.getByRole('button', { name: 'Citation 1: All about cats' }).click()
        const passage = page.getByRole('dialog', { name: 'All about cats' })
        await expect(passage).toContainText('Cats sleep up to 16 hours a day.')
        await expect(passage.getByRole('link')).toHaveAttribute('href', citation.url)
        await page.keyboard.press('Escape')
        // It goes back as it came (claude-api.md §3).
        await box(page).fill('And?')
        await sendButton(page).click()
        await expect(answers(page)).toHaveCount(2)
        expect(bodyOf(await nthAsk(upstream, 2)).messages[1]?.content).toMatchObject([
          { text: 'They say: ' },
          { text: 'cats sleep long', citations: [citation] },
          { text: ', and more.' },
        ])
      },
    'A finding names what the API would refuse before it is sent, and mends it; a schema makes the answer a tree':
      async () => {
        await page.getByRole('button', { name: 'More', exact: true }).first().click()
        const schema = page.getByRole('textbox', { name: 'Schema of the answer' })
        await schema.click()
        await page.keyboard.insertText(
          '{"type":"object","properties":{"n":{"type":"integer","minimum":1}}}',
        )
        await expect(page.getByText('The API would refuse this')).toBeVisible()
        await expect(page.getByText('output_config.format.schema', { exact: true })).toBeVisible()
        await schema.click()
        await page.keyboard.press('ControlOrMeta+A')
        await page.keyboard.insertText(
          '{"type":"object","properties":{"n":{"type":"integer"}},"additionalProperties":false}',
        )
        await expect(page.getByText('The API would refuse this')).toHaveCount(0)
        const json = { type: 'text_delta', text: '{"n": "one"}' }
        const frames = textEvents(1).map((event) =>
          event.type === 'content_block_delta' ? { ...event, delta: json } : event,
        )
        answerWith(upstream, stream(encodeEvents(frames)))
        await box(page).fill('Go')
        await sendButton(page).click()
        await expect(answers(page).first()).toContainText('1 part does not fit the schema')
      },
  })
})

test('What lets a call run leads on to the next that waits; not to be asked again is offered where that holds', async ({
  page,
  parley,
  upstream,
}) => {
  const rule = { when: [], result: { content: 'ran', isError: false }, delayMs: 0 }
  for (const [name, approval] of [
    ['asks_once', 'conversation'],
    ['asks_each', 'each'],
  ] as const) {
    const answer = { by: 'rules' as const, rules: [rule] }
    await makeTool(parley.url, { definition: { name }, answer, approval })
  }
  await page.goto('/c')
  for (const name of ['asks_once', 'asks_each']) await choose(page, name)
  await page.getByRole('radio', { name: 'Stepwise' }).click()
  const broken = call('toolu_4', 'asks_each', { n: 'x' })
  answerWith(
    upstream,
    asking(
      call('toolu_1', 'asks_once', {}),
      call('toolu_2', 'asks_each', {}),
      call('toolu_3', 'asks_once', {}),
      broken,
    ),
  )
  await send(page, 'Go')
  const lines = answers(page).getByRole('button', { name: /^asks_/ })
  const run = page.getByRole('button', { name: 'Run', exact: true })
  const always = page.getByRole('button', { name: 'Run, and do not ask again here' })
  await expect(run).toHaveCount(3)
  await expect(always).toHaveCount(2)
  // Nothing runs what does not fit.
  await expect(page.getByText('n: It must be of type integer.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run again' })).toHaveCount(0)
  await always.first().press('Enter')
  await expect(lines.nth(1)).toBeFocused()
  await page.getByRole('button', { name: 'Do not run' }).first().press('Enter')
  await expect(lines.nth(2)).toBeFocused()
  await run.press('Enter')
  await expect(run).toHaveCount(0)
  await expect(lines.nth(2)).toBeFocused()
})

test('By hand, a call waits for its result; Stop ends the loop, and the next turn carries what there is', async ({
  page,
  parley,
  upstream,
}) => {
  await makeTool(parley.url, { definition: { name: 'ask_me' }, answer: { by: 'hand' } })
  await page.goto('/c')
  await choose(page, 'ask_me')
  answerWith(
    upstream,
    asking(call('toolu_1', 'ask_me', { n: 1 }), call('toolu_2', 'ask_me', { n: 2 })),
    done(),
  )
  await box(page).fill('Go')
  await sendButton(page).click()
  await expect(resultOf(page, 'ask_me')).toHaveCount(2)
  // A branch beside it would leave the loop going on unseen.
  const regenerate = page.getByRole('button', { name: 'Answer again' })
  await expect(regenerate).toHaveAccessibleDescription(/^Locked while the tool loop is open/)
  const question = page.getByRole('article', { name: 'You' })
  const edit = question.getByRole('button', { name: 'Edit and resubmit' })
  await expect(edit).toHaveAccessibleDescription(/^Locked while the tool loop is open/)
  await question.focus()
  await page.keyboard.press('e')
  const first = resultOf(page, 'ask_me').first()
  await first.fill('first')
  await expect(page.getByRole('textbox', { name: 'Your message, to be sent anew' })).toHaveCount(0)
  // Esc leaves a field, and is not meant for the loop beside it either while a result is written.
  await first.press('Escape')
  await page.getByRole('checkbox', { name: 'is_error' }).first().press('Escape')
  await line(page, 'ask_me').press('Escape')
  const release = await holdBack(page, { url: '**/calls/*', method: 'POST' })
  await page.getByRole('button', { name: 'Give the result' }).first().dblclick()
  await expect(first).toHaveAttribute('readonly')
  release()
  await expect(resultOf(page, 'ask_me')).toHaveCount(1)
  await expect(
    answers(page)
      .getByRole('button', { name: /^ask_me/ })
      .nth(1),
  ).toBeFocused()
  // What is sent next is shown with its calls whole, and without what the loop does not take along.
  await box(page).fill('Never mind.')
  await page.getByRole('tab', { name: 'Request' }).click()
  await expect(page.getByText('One result is not there yet')).toBeVisible()
  const request = page.getByRole('region', { name: 'Body' })
  await expect(request).toContainText('"tool_use_id": "toolu_2"')
  await expect(request).not.toContainText('Never mind.')
  await page.getByRole('button', { name: /^Stop/ }).click()
  await expect(page.getByText('2 results are there')).toBeVisible()
  await expect(regenerate).toHaveAccessibleDescription('')
  await expect(box(page)).toBeFocused()
  await expect(request).toContainText('Never mind.')
  await sendButton(page).click()
  await expect(answers(page)).toHaveCount(2)
  expect(bodyOf(await nthAsk(upstream, 2)).messages.at(-1)?.content).toMatchObject([
    { tool_use_id: 'toolu_1', content: 'first' },
    { tool_use_id: 'toolu_2', is_error: true, content: expect.stringContaining('stopped') },
    { type: 'text', text: 'Never mind.' },
  ])
})
