import { answers, ask, box, inTurn, lastText, questions, send } from './chat'
import { expect, test } from './fixtures'

// What a person can see of the API without a key: the sandbox, by what one writes to it.
test.use({ hasKey: false })

test('An answer streams in, and its figures tell how fast', async ({ page, start }) => {
  const { url } = await start({ env: { PARLEY_SANDBOX_TPS: '80' } })
  await page.goto(`${url}/c`)
  await send(page, 'Say much. [[tokens=160]]')
  await expect(lastText(page)).toContainText('Sentence 1')
  await expect(answers(page).last()).not.toContainText('End of turn')
  await expect(answers(page).last()).toContainText('End of turn')
  await expect(answers(page).last()).toContainText(/\d+ tokens\/s/)
})

test('What one writes to the sandbox shows what the API does', async ({ page, upstream }) => {
  await inTurn(page, upstream, {
    'Thinking stands folded over the answer with its duration, a table as a table': async () => {
      await page.getByRole('button', { name: /Think before you answer/ }).click()
      // The example chooses a model whose thinking shows.
      await expect(page.getByRole('combobox', { name: /^Choose a model/ })).toContainText(
        'Sonnet 4.6',
      )
      await expect(page.getByRole('button', { name: 'Send', exact: false })).toBeEnabled()
      await box(page).press('Enter')
      await expect(lastText(page)).toContainText('391')
      const thought = answers(page)
        .last()
        .getByRole('button', { name: /^Thought/ })
      await thought.click()
      await expect(answers(page).last()).toContainText('Sentence 1 of this sample')
      await send(page, 'Compare three retry policies. [[table]]')
      await expect(lastText(page).getByRole('row')).toHaveCount(4)
    },
    'A table of one’s own is counted: the answer holds the mean by group': async () => {
      const rows = ['city,price', 'Oslo,10', 'Oslo,20', 'Rome,7', 'Rome,9', 'Rome,11']
      await send(page, `What is the average price by city?\n\n${rows.join('\n')}`)
      await expect(answers(page).last()).toContainText('End of turn')
      const cells = lastText(page).getByRole('row')
      await expect(cells.filter({ hasText: 'Oslo' }).first()).toContainText('15')
      await expect(cells.filter({ hasText: 'Rome' }).first()).toContainText('9')
    },
    'A refusal names its category, and is no error': async () => {
      await send(page, 'Something [[refusal=cyber]]')
      await expect(answers(page).last()).toContainText('Refused')
      await expect(answers(page).last()).toContainText('misuse of computers')
    },
    'A 529 that passes is tried again by itself, and the line over the answer says so':
      async () => {
        await send(page, 'What is 6 * 7? [[error=529 times=1]]')
        await expect(lastText(page)).toContainText('42')
        await expect(answers(page).last()).toContainText(
          /Busy at first \(529\), answered on attempt 2/,
        )
      },
    'A cut answer keeps its text, and Continue goes on in a new turn': async () => {
      await send(page, 'Say much. [[tokens=200]] [[cut after=20]]')
      await expect(answers(page).last()).toContainText('Cut off after about')
      await page.getByRole('button', { name: 'Continue' }).click()
      await expect(questions(page)).toHaveCount(2)
      await expect(answers(page).last()).toContainText('End of turn')
    },
  })
})

test('A limit of the smallest tier is met, named and waited out, and gone with the tier', async ({
  page,
}) => {
  const chooseTier = async (name: RegExp) => {
    await page.goto('/settings#sandbox')
    await page.getByRole('combobox', { name: 'Rate limits' }).click()
    await page.getByRole('option', { name }).click()
    await expect(page.getByRole('combobox', { name: 'Rate limits' })).toHaveText(name)
  }
  await chooseTier(/^Tiny/)
  await ask(page, 'Call 1')
  for (let call = 2; call <= 5; call++) {
    await expect(answers(page)).toHaveCount(call - 1)
    await expect(answers(page).last()).toContainText('End of turn')
    await send(page, `Call ${call}`)
  }
  await expect(answers(page)).toHaveCount(5)
  await expect(answers(page).last()).toContainText('End of turn')
  await send(page, 'One too many')
  await expect(answers(page).last()).toContainText('Limit reached, trying again in')
  await expect(answers(page).last()).toContainText('Limit reached at first (429), answered')
  await chooseTier(/^Baseline/)
  await ask(page, 'Again')
  await expect(answers(page).last()).toContainText('End of turn')
  await expect(answers(page).last()).not.toContainText('Limit reached')
})
