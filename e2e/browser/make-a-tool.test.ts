import type { Locator, Page } from '@playwright/test'
import type { Tool, ToolLibrary } from '@/lib/domain/tools/tool'
import type { ParleyServer } from '../harness/server'
import { test as base, expect } from './fixtures'
import { makeTool } from './loop-acts'

/** Tools are the server's: the tests make those of a server of their own. */
const test = base.extend<{ own: ParleyServer }>({
  own: async ({ share }, use) => use(await share()),
  baseURL: ({ own }, use) => use(own.url),
})

const schemaOf = (page: Page) => page.getByRole('textbox', { name: 'Input schema' })
const nameOf = (page: Page) => page.getByRole('textbox', { name: 'Name', exact: true })
const saveOf = (page: Page) => page.getByRole('button', { name: 'Save', exact: true })
const rowOf = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'All tools' }).getByRole('link', { name })

/** Writes over all that stands in an editor of code. */
async function write(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: label }).click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(text)
}

async function ownTools(page: Page): Promise<Tool[]> {
  const { tools }: ToolLibrary = await (await page.request.get('/api/tools')).json()
  return tools.filter(({ id }) => !id.startsWith('builtin:'))
}

const SCHEMA = `{
  "type": "object",
  "properties": {
    "city": { "type": "string", "description": "Where" },
    "unit": { "type": "string", "enum": ["C", "F"] },
    "days": { "type": "integr", "minimum": 1 }
  },
  "required": ["city"]
}`

test('A built-in tool is tried and copied, a script runs as it is written, and keys alone do all of it', async ({
  page,
}) => {
  await page.goto('/tools')
  const first = rowOf(page, 'calculator')
  await first.focus()
  await page.keyboard.press('End')
  await expect(rowOf(page, 'code_execution')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Runs code in a container')).toBeVisible()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'expression' }).fill('(17 + 4) * 2.5')
  await page.getByRole('button', { name: 'Call' }).press('Enter')
  await expect(page.getByText('52.5')).toBeVisible()

  await page.getByRole('button', { name: 'Duplicate as yours' }).press('Enter')
  await expect(nameOf(page)).toHaveValue('calculator_2')
  await page.getByRole('radio', { name: 'JavaScript' }).click()
  await write(page, 'Function body', 'console.log("seen", input)\nreturn { sum: 3 }')
  await page.getByRole('textbox', { name: 'expression' }).fill('1 + 2')
  await page.getByRole('button', { name: 'Call' }).press('Enter')
  await expect(page.getByRole('region', { name: 'Console' })).toContainText('seen')
  await expect(page.getByRole('region', { name: 'Try it' })).toContainText('sum:')

  // Tab leaves the editor until somebody says that it shall indent.
  await schemaOf(page).focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('Tab')
  await expect(schemaOf(page)).not.toBeFocused()
  await schemaOf(page).focus()
  await page.keyboard.press('Control+m')
  await expect(page.getByText('Tab indents.')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(schemaOf(page)).toBeFocused()
  await page.keyboard.press('ControlOrMeta+z')

  // A keyword is offered where a schema has its names, and takes its colon along.
  await write(page, 'Input schema', '{ "type": "object", ')
  await page.keyboard.type('"prop')
  await expect(page.getByRole('option', { name: 'properties', exact: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(schemaOf(page)).toContainText('"properties": {}')
})

test('Who goes on to another field before an added condition has the focus keeps it there', async ({
  page,
}) => {
  await page.goto('/tools')
  await page.getByRole('button', { name: 'New tool' }).click()
  await nameOf(page).fill('weather')
  await page.getByRole('radio', { name: 'Rules' }).click()
  await page.getByRole('button', { name: 'Add rule' }).click()
  const dialog = page.getByRole('dialog', { name: 'Rule 1' })
  const field = dialog.getByRole('textbox', { name: 'JSON' })
  await dialog.getByRole('radio', { name: 'JSON' }).click()
  await expect(field).toBeVisible()
  // As on a machine whose next frame is late.
  await page.evaluate(() => {
    const held: FrameRequestCallback[] = []
    const later = window.requestAnimationFrame
    window.requestAnimationFrame = (frame) => held.push(frame)
    window.addEventListener('letgo', () => {
      window.requestAnimationFrame = later
      for (const frame of held) frame(performance.now())
    })
  })
  await dialog.getByRole('button', { name: 'Add condition' }).click()
  await field.click()
  await page.keyboard.insertText('[1')
  await page.evaluate(async () => {
    window.dispatchEvent(new Event('letgo'))
    for (let i = 0; i < 4; i++) await new Promise((go) => requestAnimationFrame(go))
  })
  await page.keyboard.insertText(', 2]')
  await expect(field).toHaveText('[1, 2]')
})

test('A tool is written, mended where it is wrong, answered by a rule, tried, and saved by its key', async ({
  page,
}) => {
  await page.goto('/tools')
  await page.getByRole('button', { name: 'New tool' }).click()
  await nameOf(page).fill('has space')
  await expect(page.getByText('A name takes letters, digits, _ and - only.')).toBeVisible()
  await nameOf(page).fill('calculator')
  await expect(page.getByText('Another tool has this name.')).toBeVisible()
  await nameOf(page).fill('weather')
  await page.getByRole('textbox', { name: 'Description' }).fill('Tells the weather')

  await write(page, 'Input schema', SCHEMA)
  await expect(page.getByText('Did you mean integer?')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: '1 error' })).toBeVisible()
  await expect(page.getByPlaceholder('Fix line 6 first')).toBeVisible()
  await expect(saveOf(page)).toBeDisabled()
  await page.getByRole('button', { name: 'Fix', exact: true }).click()
  await expect(page.getByText('Did you mean integer?')).toHaveCount(0)
  await expect(schemaOf(page)).toContainText('"days": { "type": "integer", "minimum": 1 }')
  await expect(saveOf(page)).toBeEnabled()

  // What strict needs is told only then.
  await page.getByRole('switch', { name: 'strict' }).click()
  await expect(page.getByText('The API cannot enforce minimum, and refuses it.')).toBeVisible()
  await page.getByRole('switch', { name: 'strict' }).click()

  await page.getByRole('radio', { name: 'Rules' }).click()
  await page.getByRole('button', { name: 'Add rule' }).click()
  const dialog = page.getByRole('dialog', { name: 'Rule 1' })
  await dialog.getByRole('button', { name: 'Add condition' }).click()
  await expect(dialog.getByRole('combobox', { name: 'Argument of condition 1' })).toHaveValue(
    'city',
  )
  await dialog.getByRole('textbox', { name: 'Value of condition 1' }).fill('Paris')
  await dialog.getByRole('radio', { name: 'JSON' }).click()
  await dialog.getByRole('textbox', { name: 'JSON' }).click()
  await page.keyboard.insertText('[{"sky": "clear"}]')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('button', { name: 'Rule 1: city = "Paris"' })).toContainText(
    '1 row, JSON',
  )

  // Rules change places by keys.
  await page.getByRole('button', { name: 'Add rule' }).click()
  await page.getByRole('dialog', { name: 'Rule 2' }).getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Rule 2: otherwise' }).press('Alt+ArrowUp')
  await expect(page.getByRole('button', { name: 'Rule 1: otherwise' })).toBeFocused()
  await page.getByRole('button', { name: 'Actions for rule 1' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByRole('button', { name: 'Rule 1: city = "Paris"' })).toBeFocused()

  const trial = page.getByRole('region', { name: 'Try it' })
  await expect(trial.getByText('No rule fits: you would be asked')).toBeVisible()
  await trial.getByRole('button', { name: 'Call' }).click()
  await expect(trial.getByText('It is required.')).toBeVisible()
  await trial.getByRole('textbox', { name: 'city' }).fill('Paris')
  await trial.getByRole('radio', { name: 'C', exact: true }).click()
  await trial.getByRole('textbox', { name: 'days' }).fill('0')
  await expect(trial.getByText('days: It does not keep to minimum 1.')).toBeVisible()
  await trial.getByRole('textbox', { name: 'days' }).fill('2')
  await expect(trial.getByText('Rule 1 would answer')).toBeVisible()
  await trial.getByRole('button', { name: 'Call' }).click()
  await expect(trial.getByText('"clear"')).toBeVisible()
  await expect(trial.getByText('Rule 1 answered')).toBeVisible()

  await nameOf(page).press('ControlOrMeta+s')
  await expect(page.getByText('not used yet')).toBeVisible()
  await expect(rowOf(page, 'weather')).toHaveAccessibleName('weather rules')
  const tool = (await ownTools(page)).find(({ definition }) => definition.name === 'weather')
  expect(tool).toMatchObject({
    definition: { name: 'weather', description: 'Tells the weather' },
    answer: { by: 'rules', rules: [{ when: [{ path: 'city', operator: '=', value: 'Paris' }] }] },
  })
  expect(tool?.definition).not.toHaveProperty('strict')
})

test('The chord right after the last key saves what stands there, before anything was checked of it', async ({
  page,
}) => {
  await page.goto('/tools')
  await page.getByRole('button', { name: 'New tool' }).click()
  await nameOf(page).fill('quick')
  await nameOf(page).press('ControlOrMeta+s')
  await expect(page.getByText('not used yet')).toBeVisible()
})

test('What is not saved of a tool outlives a reload, is told in the list, and gives way to nothing of another tab', async ({
  page,
  context,
}) => {
  await page.goto('/tools')
  await page.getByRole('button', { name: 'Import from JSON' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import tools' })
  const tools = [
    { name: 'find_ticket', input_schema: { type: 'object', properties: {} } },
    { type: 'function', function: { name: 'refund', parameters: { type: 'object' } } },
    { name: 'no schema' },
  ]
  await expect(dialog.getByRole('textbox', { name: 'Tools as JSON' })).toBeFocused()
  await page.keyboard.insertText(JSON.stringify({ model: 'any', tools }))
  await expect(dialog.getByText('A name takes 1 to 64 letters, digits, _ and -.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Import 2 tools' }).click()
  await expect(nameOf(page)).toHaveValue('find_ticket')
  await expect(rowOf(page, 'refund')).toBeVisible()

  const description = page.getByRole('textbox', { name: 'Description' })
  await description.fill('Typed and not saved')
  await expect(rowOf(page, 'find_ticket')).toHaveAccessibleName('find_ticket Not saved by hand')
  await rowOf(page, 'refund').click()
  await expect(nameOf(page)).toHaveValue('refund')
  await page.reload()
  await rowOf(page, 'find_ticket').click()
  await expect(description).toHaveValue('Typed and not saved')

  // Another tab changes another field: that comes, and this stays.
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(nameOf(other)).toHaveValue('find_ticket')
  const id = new URL(page.url()).pathname.replace('/tools/', '')
  const definition = { name: 'found_ticket', input_schema: { type: 'object', properties: {} } }
  await other.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' }
      await fetch(path ?? '', { method: 'PATCH', headers, body: body ?? '' })
    },
    [`/api/tools/${id}`, JSON.stringify({ definition })],
  )
  await expect(nameOf(page)).toHaveValue('found_ticket')
  await expect(description).toHaveValue('Typed and not saved')
  await other.close()

  await page.getByRole('button', { name: 'Delete the tool' }).click()
  await expect(rowOf(page, 'found_ticket')).toHaveCount(0)
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(description).toHaveValue('Typed and not saved')
  await saveOf(page).click()
  await expect(rowOf(page, 'found_ticket')).toHaveAccessibleName('found_ticket by hand')
  expect((await ownTools(page)).map(({ definition: { description } }) => description)).toContain(
    'Typed and not saved',
  )
})

test('A tool is tried whose properties have the names of what each object has', async ({
  page,
  own,
}) => {
  const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty'] as const
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]))
  const code = 'return Object.entries(input).map((one) => one.join(" is ")).join()'
  await makeTool(own.url, {
    definition: {
      name: 'odd_names',
      input_schema: {
        ...{ type: 'object', properties, required: ['toString'], additionalProperties: false },
      },
    },
    answer: { by: 'javascript', code, seconds: 5, megabytes: 16 },
  })
  await page.goto('/tools')
  await rowOf(page, 'odd_names').click()
  const trial = page.getByRole('region', { name: 'Try it' })
  const field = (name: string) => trial.getByRole('textbox', { name, exact: true })
  for (const name of names) await expect(field(name)).toHaveValue('')
  await trial.getByRole('button', { name: 'Call' }).click()
  await expect(trial.getByText('It is required.')).toHaveCount(1)

  await field('toString').fill('a')
  await trial.getByRole('button', { name: 'Call' }).click()
  await expect(trial.getByText('toString is a', { exact: true })).toBeVisible()

  for (const name of names) await field(name).fill(`the ${name}`)
  await trial.getByRole('button', { name: 'Call' }).click()
  const all = names.map((name) => `${name} is the ${name}`).join()
  await expect(trial.getByText(all, { exact: true })).toBeVisible()
})

test('On a phone the bar over a tool ends where its fields end; tools to add stand by their numbers, as code', async ({
  page,
  own,
}) => {
  for (const name of ['many_10', 'many_2', 'many_1', 'many_100'])
    await makeTool(own.url, { definition: { name }, answer: { by: 'hand' } })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/tools')
  await rowOf(page, 'many_100').click()
  const edgeOf = async (one: Locator) => {
    const box = await one.boundingBox()
    return box === null ? null : Math.round(box.x + box.width)
  }
  await expect(saveOf(page)).toBeVisible()
  expect(await edgeOf(saveOf(page))).toBe(await edgeOf(nameOf(page)))

  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto('/')
  await page.getByRole('button', { name: 'Add a tool' }).click()
  const rows = page.getByRole('menuitem', { name: /^many_/ })
  await expect(rows).toHaveText([/^many_1\D/, /^many_2\D/, /^many_10\D/, /^many_100\D/])
  await expect(rows.first().getByText('many_1')).toHaveCSS('font-family', /mono/i)
})
