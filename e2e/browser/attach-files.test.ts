import { mkdirSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { startLocalServer } from '../harness/local-server'
import { makeOfficeFiles } from '../harness/office-files'
import { writePdf } from '../harness/write-pdf'
import { writeNoisyPng } from '../harness/write-png'
import { findBarriers } from './barriers'
import {
  answers,
  ask,
  attach,
  attached,
  beginAnew,
  box,
  citedText,
  lastText,
  questions,
  send,
  sendButton,
  stopButton,
  write,
} from './chat'
import { expect, test } from './fixtures'

test.use({ hasKey: false, viewport: { width: 1440, height: 900 } })

const DAM = 'The dam of Orlu held because its gates had been opened.'
const NOTES = `# Rain\n\n${DAM}\n`
const REPORT = writePdf(
  Array.from({ length: 9 }, (_, at) => [
    `Page ${at + 1} of the report`,
    '',
    at === 6 ? 'The bridge of Tarn was closed for nine weeks.' : 'A gull sat on a post.',
  ]),
)
const report = { name: 'report.pdf', mimeType: 'application/pdf', buffer: REPORT }
const notes = { name: 'notes.md', mimeType: 'text/markdown', buffer: Buffer.from(NOTES) }
/** An image format that the API does not take. */
const heic = Buffer.concat([
  Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'),
  Buffer.alloc(64),
])

const preview = (page: Page) => page.getByRole('complementary', { name: 'Preview' })
const mark = (page: Page, title: string) =>
  lastText(page)
    .getByRole('button', { name: new RegExp(`^Citation \\d: ${title}`) })
    .first()

test('Two documents are asked about, each statement leads to its place, and no reload changes anything', async ({
  page,
  context,
}) => {
  await page.goto('/c')
  await test.step('What they take is not told before they are counted, and then with them', async () => {
    let count = () => {}
    const mayCount = new Promise<void>((resolve) => {
      count = resolve
    })
    await page.route('**/api/preflight', async (route) => {
      await mayCount
      await route.continue()
    })
    const figure = page.getByText(/^≈ [\d,]+ in$/)
    await expect(figure).toBeVisible()
    await attach(page, report, notes)
    await expect(attached(page)).toHaveText([/^report\.pdf9 pages/, /^notes\.md/])
    await expect(page.getByText('counting what goes in')).toBeVisible()
    await expect(figure).toHaveCount(0)
    count()
    // Nine pages, of which each is an image, too.
    await expect(figure).toHaveText(/^≈ 1\d,\d{3} in$/)
    await page.unroute('**/api/preflight')
  })
  await page.reload()
  await expect(attached(page)).toHaveText([/^report\.pdf9 pages/, /^notes\.md/])
  expect(await findBarriers(page)).toEqual([])

  await write(page, 'For how long was the bridge of Tarn closed?')
  await sendButton(page).click()
  await expect(attached(page)).toHaveCount(0)
  await expect(questions(page).getByRole('button', { name: 'Open report.pdf' })).toBeVisible()
  await expect(answers(page).getByText('End of turn')).toBeVisible()
  await expect(answers(page).getByText(/% of the answer is backed by citations/)).toBeVisible()
  await page.reload()
  await mark(page, 'report.pdf').click()
  await expect(preview(page).getByText('Page 7, passage found in the text layer')).toBeVisible()
  await expect(preview(page).locator('[data-kind="passage"]').first()).toBeInViewport()
  await page.reload()
  await expect(preview(page).locator('[data-kind="passage"]').first()).toBeInViewport()
  await expect
    .poll(() => citedText(page))
    .toEqual([expect.stringMatching(/^The bridge of Tarn .*weeks\.?$/)])

  await send(page, 'Why did the dam of Orlu hold?')
  await expect(answers(page).getByText('End of turn')).toHaveCount(2)
  await mark(page, 'notes.md').click()
  const passage = preview(page).locator('mark')
  await expect(passage).toHaveText(DAM)
  await expect(preview(page).getByText('Passage found')).toBeVisible()
  await expect
    .poll(() => citedText(page))
    .toEqual([expect.stringMatching(/^The dam of Orlu .*opened\.?$/)])
  await page.reload()
  await expect(passage).toBeInViewport()

  await test.step('In another tab it is the same', async () => {
    const other = await context.newPage()
    await other.goto(page.url())
    await expect(preview(other).locator('mark')).toHaveText(DAM)
    await other.close()
  })

  await test.step('A document that is shown rendered shows the text again for the next citation', async () => {
    await preview(page).getByRole('radio', { name: 'Rendered' }).click()
    await expect(preview(page).getByRole('heading', { name: 'Rain' })).toBeVisible()
    await send(page, 'What had been opened at the dam of Orlu?')
    await expect(answers(page).getByText('End of turn')).toHaveCount(3)
    await mark(page, 'notes.md').press('Enter')
    await expect(passage).toHaveText(DAM)
  })

  await test.step('By key one goes into the preview, and back to what opened it', async () => {
    const close = preview(page).getByRole('button', { name: 'Close the preview' })
    await expect(preview(page)).toBeFocused()
    await close.press('Enter')
    await expect(preview(page)).toHaveCount(0)
    await expect(mark(page, 'notes.md')).toBeFocused()
    await expect(page).toHaveURL(/\/c\/[\w-]+$/)
    expect(await citedText(page)).toEqual([])
    const chip = questions(page).getByRole('button', { name: 'Open report.pdf' })
    await chip.press('Enter')
    await expect(preview(page)).toBeFocused()
    await close.press('Escape')
    await expect(preview(page)).toHaveCount(0)
    await expect(chip).toBeFocused()
  })

  await test.step('The Esc that closes it stops no answer', async () => {
    const chip = questions(page).getByRole('button', { name: 'Open report.pdf' })
    await send(page, 'Tell me of rivers [[stall after=5]]')
    await expect(stopButton(page)).toBeVisible()
    await chip.press('Enter')
    await expect(preview(page)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(preview(page)).toHaveCount(0)
    await chip.press('Enter')
    await expect(preview(page)).toBeFocused()
    await chip.press('Escape')
    await expect(preview(page)).toHaveCount(0)
    await expect(stopButton(page)).toHaveText(/^Stop/)
    await expect(chip).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(answers(page).last()).toContainText('Stopped')
  })
})

test('What is dropped on the page or pasted into the box goes along, a long text if one wants it to', async ({
  page,
}) => {
  await page.goto('/c')
  await expect(box(page)).toBeFocused()
  const drop = (kind: 'dragenter' | 'dragleave' | 'dragover' | 'drop') =>
    page.evaluate(
      ([type, text]) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([text ?? ''], 'dropped.md', { type: 'text/markdown' }))
        const event = new DragEvent(type ?? '', { dataTransfer, bubbles: true, cancelable: true })
        return document.querySelector('main')?.dispatchEvent(event)
      },
      [kind, NOTES],
    )
  await drop('dragenter')
  await drop('dragenter')
  await expect(page.getByText('Drop files to attach them')).toBeVisible()
  await drop('dragleave')
  await expect(page.getByText('Drop files to attach them')).toHaveCount(0)
  await drop('dragenter')
  await drop('drop')
  await expect(page.getByText('Drop files to attach them')).toHaveCount(0)
  await expect(attached(page)).toHaveText([/^dropped\.md/])

  const paste = (text: string, into = box(page)) =>
    into.evaluate((field, pasted) => {
      const clipboardData = new DataTransfer()
      // A file manager says beside a file what it is called.
      if (pasted.endsWith('.svg')) {
        clipboardData.items.add(new File(['<svg/>'], pasted, { type: 'image/svg+xml' }))
      }
      clipboardData.setData('text/plain', pasted)
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      if (field.dispatchEvent(event)) document.execCommand('insertText', false, pasted)
    }, text)
  // A field has files of its own, or none; all else of the page is the box's.
  const system = page.getByLabel('System prompt')
  await system.focus()
  await paste('elsewhere.svg', system)
  await expect(system).toHaveValue('elsewhere.svg')
  await system.fill('')
  await paste('pasted.svg', page.locator('body'))
  await expect(attached(page)).toHaveText([/^dropped\.md/, /^pasted\.svg/])
  await page.getByRole('button', { name: 'Remove pasted.svg' }).click()
  await box(page).focus()
  await paste('pasted.svg')
  await expect(attached(page)).toHaveText([/^dropped\.md/, /^pasted\.svg/])
  await expect(box(page)).toHaveValue('')
  const long = `${'A line of a log. '.repeat(300)}end`
  await box(page).fill('What is this? ')
  await paste(long)
  await expect(box(page)).toHaveValue(`What is this? ${long}`)
  await page.getByRole('button', { name: 'Keep in the text' }).press('Enter')
  await expect(box(page)).toBeFocused()
  await box(page).fill('What is this? ')
  await paste(long)
  await page.getByRole('button', { name: 'Attach as a file' }).press('Enter')
  await expect(box(page)).toHaveValue('What is this? ')
  await expect(box(page)).toBeFocused()
  await expect(attached(page)).toHaveText([/^dropped\.md/, /^pasted\.svg/, /^pasted-text\.txt/])
  await expect(page.getByRole('status').getByText('3 files are attached')).toBeAttached()

  await test.step('The focus goes on to the next file that can be taken out, at last into the box', async () => {
    await page.getByRole('button', { name: 'Remove dropped.md' }).press('Enter')
    await expect(page.getByRole('button', { name: 'Remove pasted.svg' })).toBeFocused()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expect(attached(page)).toHaveCount(0)
    await expect(box(page)).toBeFocused()
  })

  await test.step('The offer of a text as a file goes with its turn', async () => {
    await paste(long)
    await expect(page.getByRole('button', { name: 'Attach as a file' })).toBeVisible()
    await sendButton(page).click()
    await expect(answers(page).getByText('End of turn')).toBeVisible()
    await beginAnew(page)
    await expect(page.getByRole('button', { name: 'Attach as a file' })).toHaveCount(0)
  })

  await test.step('Where nothing takes files, what is dropped does not take the place of the page', async () => {
    await page.goto('/settings')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect.poll(() => drop('dragover')).toBe(false)
    expect(await drop('drop')).toBe(false)
  })
})

test.describe('On a network that fails', () => {
  test.use({ tolerated: /Failed to load resource/ })

  test('An upload that is cut is sent again by itself, and Send waits for it', async ({ page }) => {
    await page.goto('/c')
    let tries = 0
    await page.route('**/api/files?**', (route) => {
      tries++
      return tries <= 2 ? route.abort('connectionreset') : route.continue()
    })
    await box(page).fill('What is this?')
    await attach(page, notes)
    await expect(page.getByText('Connection cut, starting again')).toBeVisible()
    await expect(sendButton(page)).toBeDisabled()
    await expect(attached(page)).toHaveText([/^notes\.md.*as text/])
    await expect(sendButton(page)).toBeEnabled()
    expect(tries).toBe(3)

    let ahead = 0
    await page.route('**/api/files/*/uploads', (route) => {
      ahead++
      return ahead <= 2 ? route.abort('connectionreset') : route.continue()
    })
    const there = page.waitForResponse(/\/api\/files\/[^/]+\/uploads$/)
    await attach(page, report)
    await there
    await expect(attached(page)).toHaveCount(2)
    await expect(page.getByText('Parley was not reached')).toHaveCount(0)
    expect(ahead).toBe(3)
  })

  test('One that a reload interrupts goes on by itself, once however many tabs there are; a long folder is asked about first', async ({
    page,
    context,
  }) => {
    await page.goto('/c')
    // Nothing arrives until it may.
    let mayArrive = false
    let tries = 0
    await context.route('**/api/files?**', (route) => {
      tries++
      return mayArrive ? route.continue() : undefined
    })
    await attach(page, notes)
    await expect.poll(() => tries).toBe(1)
    const kept = () => page.evaluate(() => localStorage.getItem('parley:uploads'))
    await expect.poll(kept).toBe('1')
    const other = await context.newPage()
    await other.goto('/c')
    await expect(box(other)).toBeFocused()
    await page.reload()
    // The other tab may be the one that goes on with it.
    const [here, there] = [page, other].map((tab) =>
      tab.getByRole('progressbar', { name: 'Upload of notes.md' }),
    )
    await expect.poll(async () => (await here?.count()) || (await there?.count())).toBe(1)
    await expect.poll(() => tries).toBe(2)
    await other.close()
    mayArrive = true
    await page.reload()
    await expect(attached(page)).toHaveText([/^notes\.md.*as text/])
    // Once more where the other tab had it, and this one took it over when that was closed.
    expect(tries).toBeLessThanOrEqual(4)
    await expect.poll(kept).toBe(null)

    const many = Array.from({ length: 60 }, (_, at) => ({ ...notes, name: `note ${at}.md` }))
    await attach(page, ...many)
    await expect(page.getByText(/^60 files, [\d.]+ kB together\./)).toBeVisible()
    expect(await findBarriers(page)).toEqual([])
    await attach(page, ...many)
    await expect(page.getByText(/^120 files, .* Send waits for your choice\.$/)).toBeVisible()
    await expect(sendButton(page)).toBeDisabled()
    await page.getByRole('button', { name: 'Attach none of them' }).press('Enter')
    await expect(page.getByText('120 files')).toHaveCount(0)
    await expect(box(page)).toBeFocused()
    await expect(sendButton(page)).toBeEnabled()
    await expect(attached(page)).toHaveCount(1)

    await test.step('However many go along, the box and Send stay in view, and all go by one click', async () => {
      await page.setViewportSize({ width: 390, height: 844 })
      await attach(page, ...many.slice(0, 15))
      await expect(attached(page)).toHaveCount(16)
      for (const one of [sendButton(page), box(page)])
        await expect(one).toBeInViewport({ ratio: 1 })
      await page.getByRole('button', { name: 'Remove all' }).click()
      await expect(attached(page)).toHaveCount(0)
      await expect(box(page)).toBeFocused()
    })
  })

  test('After a reload it is shown before the server says of its conversation, and outlives a deletion that is taken back', async ({
    page,
    parley,
  }) => {
    await page.goto('/c')
    await ask(page, 'Hello')
    await page.waitForURL(/\/c\/./)
    const id = new URL(page.url()).pathname.split('/').at(-1)
    const setDeleted = async (deleted: boolean) => {
      const [path, headers] = [`/api/conversations/${id}`, { origin: parley.url }]
      const answer = await page.request.patch(path, { headers, data: { deleted } })
      expect(answer.ok()).toBe(true)
    }
    const bar = page.getByRole('progressbar', { name: 'Upload of notes.md' })
    // Nothing arrives until it may.
    await page.route('**/api/files?**', () => {})
    await attach(page, notes)
    await expect.poll(() => page.evaluate(() => localStorage.getItem('parley:uploads'))).toBe('1')
    await expect(bar).toBeVisible()

    await page.route(`**/api/conversations/${id}`, () => {})
    await page.reload()
    await expect(page.getByText('notes.md')).toBeVisible()
    await expect(sendButton(page)).toBeDisabled()

    await page.unroute(`**/api/conversations/${id}`)
    await setDeleted(true)
    await page.goto(`/c/${id}`)
    await expect(page.getByText('This conversation is not here')).toBeVisible()
    await expect(page.getByText('notes.md')).toHaveCount(0)

    await page.unroute('**/api/files?**')
    await setDeleted(false)
    await page.goto(`/c/${id}`)
    await expect(attached(page)).toHaveText([/^notes\.md.*as text/])
  })

  test('One that the server refuses says why, and goes once it is tried again', async ({
    page,
  }) => {
    await page.goto('/c')
    const error = { type: 'error', error: { type: 'api_error', message: 'The disk is full.' } }
    await page.route('**/api/files?**', (route) => route.fulfill({ status: 503, json: error }), {
      times: 1,
    })
    await attach(page, notes)
    await expect(page.getByText('It could not be uploaded: The disk is full.')).toBeVisible()
    await page.getByRole('button', { name: 'Upload notes.md again' }).click()
    await expect(attached(page)).toHaveText([/^notes\.md.*as text/])
  })
})

test('A turn that is written anew shows its files, each of which stays or is left out; on a phone they stand over the box', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/c')
  await attach(page, report, notes)
  await write(page, 'Why did the dam of Orlu hold?')
  await expect(attached(page)).toHaveCount(2)
  const [list, field] = [await attached(page).last().boundingBox(), await box(page).boundingBox()]
  expect(field?.width).toBeGreaterThan(200)
  expect(field?.y).toBeGreaterThan((list?.y ?? 1000) + (list?.height ?? 0) - 1)
  expect(field?.height).toBeLessThan(120)
  await sendButton(page).click()
  await expect(answers(page).getByText('End of turn')).toBeVisible()
  await page.setViewportSize({ width: 1440, height: 900 })
  await questions(page).hover()
  await questions(page).getByRole('button', { name: /^Edit/ }).click()
  await expect(questions(page).getByRole('button', { name: 'Open notes.md' })).toBeVisible()
  await questions(page).getByRole('textbox').fill('Did the dam hold?')
  await questions(page).getByRole('button', { name: 'Save and send' }).click()
  await expect(questions(page)).toContainText('Did the dam hold?')
  await expect(questions(page).getByRole('button', { name: 'Open notes.md' })).toBeVisible()
  await expect(answers(page).getByText('End of turn')).toBeVisible()

  await test.step('A file that is taken out is not in what the turn becomes, also after a reload', async () => {
    await questions(page).hover()
    await questions(page).getByRole('button', { name: /^Edit/ }).click()
    await questions(page).getByRole('button', { name: 'Remove report.pdf' }).press('Enter')
    await expect(questions(page).getByRole('button', { name: 'Remove notes.md' })).toBeFocused()
    await page.reload()
    await expect(questions(page).getByRole('button', { name: 'Remove notes.md' })).toBeVisible()
    await expect(questions(page).getByRole('button', { name: /report\.pdf/ })).toHaveCount(0)
    expect(await findBarriers(page)).toEqual([])
    await questions(page).getByRole('button', { name: 'Save and send' }).click()
    await expect(questions(page).getByRole('textbox')).toHaveCount(0)
    await expect(questions(page).getByRole('button', { name: 'Open notes.md' })).toBeVisible()
    await expect(questions(page).getByRole('button', { name: 'Open report.pdf' })).toHaveCount(0)
  })
})

test('What no model reads says so, and goes into a container at most; an empty file nowhere; a wrong ending is named', async ({
  page,
}) => {
  await page.goto('/c')
  await attach(page, { name: 'photo.png', mimeType: 'image/png', buffer: heic })
  await expect(page.getByText(/^HEIC is not readable by the model/)).toBeVisible()
  await page.getByRole('button', { name: 'Send into the container' }).click()
  await expect(attached(page)).toHaveText([/^photo\.png.*into the container/])
  await attach(page, { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) })
  await expect(page.getByText('The file is empty.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Send into the container' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Remove empty.txt' }).click()
  await expect(page.getByText('The file is empty.')).toHaveCount(0)
  await attach(page, { ...notes, name: 'notes.pdf' })
  await expect(page.getByText('Taken as what it holds (Text), not as .pdf')).toBeVisible()
  const table = { name: 'rain.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,"2\n3,4\n') }
  await attach(page, table)
  await expect(page.getByText(/^A quotation mark in this table is never closed/)).toBeVisible()
})

test('How a file goes can be chosen, and is what the request then holds; all documents are cited or none', async ({
  page,
}, testInfo) => {
  await page.goto('/c')
  await attach(page, report, notes)
  await write(page, 'What is this?')
  await page.getByRole('button', { name: 'View request' }).click()
  const body = page.getByLabel('Body of the request')
  await expect(body).toContainText('"type": "file"')
  await expect(body).toContainText('<text of notes.md>')

  await page.getByRole('button', { name: 'report.pdf: By its id in the Files API' }).click()
  const figures = page.getByRole('radiogroup').getByText(/^≈ [\d,]+ tokens$/)
  await expect(figures).toHaveCount(4)
  const ends = await figures.evaluateAll((all) =>
    all.map((one) => Math.round(one.getBoundingClientRect().right)),
  )
  expect(new Set(ends).size).toBe(1)
  await page.getByRole('radio', { name: /^In the request, as base64/ }).click()
  await expect(body).toContainText('<base64 of report.pdf>')
  await page.getByRole('textbox', { name: 'Context' }).fill('Of last year')
  await expect(body).toContainText('"context": "Of last year"')
  await expect(body).toContainText('"enabled": true')
  await page.getByRole('checkbox', { name: 'Citations' }).click()
  await expect(body).not.toContainText('"enabled": true')
  expect(await findBarriers(page)).toEqual([])

  await test.step('A file of a folder is called by its path, for the model too', async () => {
    const folder = testInfo.outputPath('papers')
    mkdirSync(`${folder}/old`, { recursive: true })
    writeFileSync(`${folder}/old/notes.md`, 'Fog.')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Attach files' }).click()
    const asked = page.waitForEvent('filechooser')
    await page.getByRole('menuitem', { name: 'A folder…' }).click()
    await (await asked).setFiles(folder)
    await expect(attached(page).last()).toHaveText(/^papers\/old\/notes\.md/)
    await expect(body).toContainText('"title": "papers/old/notes.md"')
    await sendButton(page).click()
    const sent = questions(page).getByRole('button', { name: /^Open / })
    await expect(sent).toHaveText([/^report\.pdf/, /^notes\.md/, /^papers\/old\/notes\.md/])
  })
})

test('An image too large for a request is offered smaller, with both sizes, or goes by its id', async ({
  page,
}) => {
  await page.goto('/c')
  const photo = { name: 'photo.png', mimeType: 'image/png', buffer: writeNoisyPng(2800, 1000) }
  await attach(page, photo)
  await expect(page.getByText(/^An image of more than 7\.9 MB does not fit/)).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Send it by its id' })).toBeVisible()
  await page.getByRole('button', { name: 'Scale it down' }).click()
  await expect(page.getByText(/^2,800 × 1,000, 8\.4.* MB becomes 2,576 × 920, /)).toBeVisible()
  await page.getByRole('button', { name: 'Use the smaller one' }).click()
  await expect(attached(page)).toHaveText([/^photo\.webp2,576 × 920/])
})

test('A file comes from an address where the operator allows it, and its menu says so where not', async ({
  page,
  start,
}, testInfo) => {
  const host = await startLocalServer((_, response) => response.end(NOTES))
  try {
    const config = { files: { urlHosts: [host.url] } }
    writeFileSync(testInfo.outputPath('parley.config.json'), JSON.stringify(config))
    const parley = await start({ cwd: testInfo.outputPath(), dataDir: testInfo.outputPath('data') })
    await page.goto(`${parley.url}/c`)
    await page.getByRole('button', { name: 'Attach files' }).click()
    await page.getByRole('menuitem', { name: 'From an address…' }).click()
    const address = page.getByRole('textbox', { name: 'Address of the file' })
    await expect(address).toBeFocused()
    await address.fill(`${host.url}/notes/rain.md`)
    expect(await findBarriers(page)).toEqual([])
    await page.keyboard.press('Enter')
    await expect(attached(page)).toHaveText([/^rain\.md.*as text/])

    await page.goto('/c')
    await page.getByRole('button', { name: 'Attach files' }).click()
    const refused = page.getByRole('menuitem', { name: 'From an address…' })
    await expect(refused).toBeDisabled()
    await expect(refused).toContainText('The operator has named no hosts')
  } finally {
    await host.close()
  }
})

test('Get code names the files that lie beside the program, and gives each by the name that it reads it by', async ({
  page,
}) => {
  const { docx } = makeOfficeFiles()
  const own = { name: 'package.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') }
  const plan = { name: 'plan.docx', mimeType: 'application/octet-stream', buffer: docx }
  await page.goto('/c')
  await attach(page, report, own, plan)
  await expect(attached(page)).toHaveText([/^report\.pdf/, /^package\.json/, /^plan\.docx/])
  await page.getByRole('button', { name: 'Get code' }).click()
  const beside = page.getByRole('region', { name: 'Files beside the program' })
  await expect(page.getByText('The message box is empty')).toHaveCount(0)
  await expect(beside.getByRole('listitem')).toHaveText([
    'report.pdf',
    'package (2).json',
    'plan.docx.txtThe text that Parley makes of plan.docx.',
  ])
  const program = page.getByRole('region', { name: 'Program', exact: true })
  await expect(program).toContainText("await upload('report.pdf', 'application/pdf')")
  await expect(program).toContainText("textOf('package (2).json')")
  for (const name of ['report.pdf', 'package (2).json', 'plan.docx.txt']) {
    const download = page.waitForEvent('download')
    await beside.getByRole('link', { name: `Download ${name}` }).click()
    expect((await download).suggestedFilename()).toBe(name)
  }
  await page.getByRole('combobox', { name: 'Language and library' }).click()
  await page.getByRole('option', { name: 'curl' }).click()
  await expect(beside).toContainText('It also needs jq.')
  expect(await findBarriers(page)).toEqual([])
})
