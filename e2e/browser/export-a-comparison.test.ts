import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import Papa from 'papaparse'
import { writeNoisyPng } from '../harness/write-png'
import { findBarriers } from './barriers'
import { attach } from './chat'
import { send, turn } from './comparing'
import { expect, test } from './fixtures'
import { hostileStrings } from './hostile-strings'

const CANARY = 'https://canary.invalid'
const HOSTILE = hostileStrings(CANARY).filter((text) => text.includes(CANARY))
const QUESTION = ['Which **queue** is it?', ...HOSTILE.slice(0, 12)].join('\n\n')

const answers = (page: Page) =>
  page
    .getByRole('region', { name: 'Turn 1', exact: true })
    .getByRole('article', { name: /^(?!You$)/ })

/** Takes the comparison away in one of the formats, and answers where the file is. */
async function takeAway(page: Page, format: string): Promise<string> {
  await page.getByRole('button', { name: 'Export' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: format }).click(),
  ])
  const path = test.info().outputPath(file.suggestedFilename())
  await file.saveAs(path)
  return path
}

test('A comparison is taken away as files', async ({ page, browser }) => {
  await test.step('There is nothing to take away before something was asked', async () => {
    await page.goto('/compare')
    // The sandbox has models of these names, too.
    const models = page.getByRole('group', { name: 'Claude API' })
    for (const name of ['Sonnet 5.5', 'Sonnet 4']) {
      await models.getByRole('checkbox', { name, exact: true }).click()
    }
    await page.getByRole('button', { name: 'Compare 2 models' }).click()
    const button = page.getByRole('button', { name: 'Export' })
    await expect(button).toHaveAccessibleDescription('Nothing was asked yet.')
    const box = page.getByRole('textbox', { name: 'Message to the columns' })
    await box.fill(QUESTION)
    await expect(page.getByRole('button', { name: /^Send/ }).last()).toBeEnabled()
    await box.press('Enter')
    await expect(answers(page).getByText('In / out')).toHaveCount(2)
    await expect(answers(page)).toContainText(['Which queue is it?', 'Which queue is it?'])
  })

  await test.step('The report opens from disk with both answers and their figures, runs nothing and asks nobody', async () => {
    const path = await takeAway(page, 'HTML report')
    expect(basename(path)).toBe('Which queue is it.html')
    const context = await browser.newContext()
    const asked: string[] = []
    await context.route(/^(?!file:)/, (route) => {
      asked.push(route.request().url())
      return route.abort()
    })
    const report = await context.newPage()
    report.on('console', (message) => asked.push(message.text()))
    await report.goto(pathToFileURL(path).href)
    await expect(report.getByRole('heading', { level: 1 })).toHaveText('Which **queue** is it?')
    await expect(report.getByRole('article')).toHaveCount(2)
    for (const at of [0, 1]) {
      const answer = report.getByRole('article').nth(at)
      await expect(answer.locator('strong').first()).toHaveText('queue')
      await expect(answer.getByText('In / out')).toBeVisible()
    }
    await expect(report.getByRole('row', { name: /In all/ })).toBeVisible()
    expect(await report.locator('script, link, iframe, img, form').count()).toBe(0)
    expect(await report.evaluate(() => Reflect.has(window, '__pwn'))).toBe(false)
    for (const look of [
      { size: { width: 1280, height: 800 }, colorScheme: 'light' as const },
      { size: { width: 390, height: 844 }, colorScheme: 'dark' as const },
    ]) {
      await report.setViewportSize(look.size)
      await report.emulateMedia({ colorScheme: look.colorScheme })
      expect(await findBarriers(report)).toEqual([])
      const width = await report.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBe(look.size.width)
    }
    expect(asked).toEqual([])
    await context.close()
  })

  await test.step('The figures add up, and the requests are those that were sent', async () => {
    const csv = await readFile(await takeAway(page, 'CSV of the figures'), 'utf8')
    const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true })
    expect(data.map(({ turn, column }) => `${turn} ${column}`)).toEqual([
      '1 1',
      '1 2',
      'all 1',
      'all 2',
    ])
    for (const name of ['input_tokens', 'output_tokens', 'cost_usd']) {
      const [first, second, ...sums] = data.map((line) => Number(line[name]))
      expect(sums).toEqual([first, second])
      expect(first).toBeGreaterThan(0)
    }
    const json = await readFile(await takeAway(page, 'JSON with all requests'), 'utf8')
    const file = JSON.parse(json)
    expect(file.turns[0].answers).toHaveLength(2)
    for (const { turns } of file.turns[0].answers) {
      expect(turns[0].run.status).toBe('complete')
      expect(JSON.stringify(turns[0].request.messages)).toContain('Which **queue** is it?')
    }
    const markdown = await readFile(await takeAway(page, 'Markdown'), 'utf8')
    expect(markdown).toContain('## Turn 1')
  })

  await test.step('An answer that is not in view any more is in the files of figures and requests, and the report says so', async () => {
    await answers(page).first().hover()
    await answers(page).first().getByRole('button', { name: 'Answer again' }).click()
    await expect(answers(page).getByText('2/2')).toBeVisible()
    await expect(answers(page).getByText('In / out')).toHaveCount(2)
    const csv = await readFile(await takeAway(page, 'CSV of the figures'), 'utf8')
    const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true })
    expect(data.map(({ turn, column }) => `${turn} ${column}`)).toEqual([
      ...['1 1', '1 2', 'all 1', 'all 2', 'other 1'],
    ])
    const file = JSON.parse(await readFile(await takeAway(page, 'JSON with all requests'), 'utf8'))
    expect(file.others).toMatchObject([{ column: 1, run: { id: data.at(-1)?.run_ids } }])
    expect(JSON.stringify(file.others[0].request.messages)).toContain('Which **queue** is it?')
    const report = await readFile(await takeAway(page, 'HTML report'), 'utf8')
    expect(report).toContain('Not in this file: 1 answer of other branches')
  })

  await test.step('A picture stands in the report itself, with its name', async () => {
    const buffer = writeNoisyPng(20, 10)
    await attach(page, { name: 'lighthouse.png', mimeType: 'image/png', buffer })
    await send(page, 'What is this?')
    await expect(turn(page, 2).getByText('In / out')).toHaveCount(2)
    const report = await readFile(await takeAway(page, 'HTML report'), 'utf8')
    expect(report).toContain(`<img src="data:image/png;base64,${buffer.toString('base64')}"`)
    for (const text of [report, await readFile(await takeAway(page, 'Markdown'), 'utf8')]) {
      expect(text).toContain('File: lighthouse.png')
    }
  })
})
