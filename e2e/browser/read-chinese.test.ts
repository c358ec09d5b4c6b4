import type { Page } from '@playwright/test'
import { newId } from '@/lib/domain/ids'
import { newTurn } from '../harness/parley-client'
import { createGate } from '../harness/upstream/gate'
import { failure } from '../harness/upstream/script'
import { answerWith, gatedAnswer, releaseTokens } from './answers'
import { expect, test } from './fixtures'

// Nobody has chosen a language, so the browser's holds.
test.use({ locale: 'zh-CN' })

test('A Chinese browser gets Chinese screens, and the main walk works in them', async ({
  page,
  parley,
  upstream,
}) => {
  const gate = createGate()
  answerWith(upstream, gatedAnswer(30, gate), failure(401, 'authentication_error'))
  const titles = ['Words of an owner', 'Two models of an owner']
  await nameRows(page, parley.url, titles)
  await page.goto('/c')
  for (const title of titles) await expect(page.getByRole('link', { name: title })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/)
  const box = page.getByRole('textbox', { name: '消息' })
  const send = page.getByRole('button', { name: '发送' })
  await box.fill('你好')
  await expect(send).toBeEnabled()
  expect(await findEnglish(page)).toEqual([])
  await send.click()
  await releaseTokens(gate, 3)
  const answer = page.getByRole('article').last()
  await expect(answer.locator('.answer')).toHaveText('w0 w1 w2')
  expect(await findEnglish(page)).toEqual([])
  await page.getByRole('button', { name: /^停止( Esc)?$/ }).click()
  await expect(answer).toContainText('3 个 token 后停止')
  expect(await findEnglish(page)).toEqual([])
  await answer.getByRole('button', { name: '重试' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('authentication_error')
  expect(await findEnglish(page)).toEqual([])
  await page.getByRole('link', { name: '设置', exact: true }).click()
  await expect(page.getByRole('heading', { name: '上游' })).toBeVisible()
  expect(await findEnglish(page)).toEqual([])
  await page.getByRole('link', { name: '文件', exact: true }).click()
  await page.getByRole('searchbox').fill('没有叫这个的')
  await expect(page.getByText('没有符合条件的文件。')).toBeVisible()
  expect(await findEnglish(page)).toEqual([])
  await page.getByRole('button', { name: '清除搜索和筛选' }).click()
  await addFile(page, 'rain.txt', Buffer.from('下雨了。'))
  await page.getByRole('link', { name: /rain\.txt/ }).click()
  await expect(page.getByRole('heading', { name: '使用情况' })).toBeVisible()
  expect(await findEnglish(page)).toEqual([])
  await page.getByRole('link', { name: '工具', exact: true }).click()
  await page.getByRole('button', { name: '新建工具' }).click()
  await page.getByRole('textbox', { name: '输入 JSON Schema' }).focus()
  await expect(page.getByText('Tab 键离开编辑器。')).toBeVisible()
  expect(await findEnglish(page)).toEqual([])
})

test('A finding says in Chinese why, beneath it what the API would say, and offers a way out in one click', async ({
  page,
}) => {
  await page.goto('/c')
  await page.getByRole('button', { name: '更多', exact: true }).first().click()
  await page.getByRole('textbox', { name: '回答的模式' }).click()
  await page.keyboard.insertText('{"type":"number","minimum":1}')
  const findings = page.getByRole('region', { name: '发送之前' })
  await expect(findings).toContainText('模式中有结构化输出不接受的内容。')
  await expect(findings.locator('[data-user-text]')).toContainText(
    "For 'number' type, properties minimum are not supported",
  )
  expect(await findEnglish(page, '[aria-label="发送之前"]')).toEqual([])
  await page.getByRole('textbox', { name: '回答的模式' }).click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('Delete')
  await expect(findings).toHaveCount(0)
  await page.getByRole('textbox', { name: '原始补丁' }).click()
  await page.keyboard.insertText('{"colour":"red"}')
  await findings.getByRole('button', { name: '去掉 colour' }).click()
  await expect(findings).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: '原始补丁' })).not.toContainText('colour')
})

test('An empty file says in Chinese that it is, and nothing asks for what it has', async ({
  page,
}) => {
  await page.goto('/files')
  await addFile(page, 'empty.txt', Buffer.alloc(0))
  await page.getByRole('link', { name: /empty\.txt/ }).click()
  await expect(page.getByRole('region', { name: '文件', exact: true })).toContainText('文件为空。')
  expect(await findEnglish(page)).toEqual([])
})

test.describe(() => {
  test.use({ tolerated: /Failed to load resource.*413/ })
  test('A file for which a person’s own leave no room is refused in Chinese, with sizes as they are read', async ({
    page,
    start,
  }) => {
    const { url } = await start()
    const headers = { origin: url }
    const data = { keeping: { copiesMaxMb: 10 } }
    expect((await page.request.patch(`${url}/api/settings`, { headers, data })).status()).toBe(200)
    await page.goto(`${url}/files`)
    await addFile(page, 'large.bin', Buffer.alloc(10_400_000, 1))
    const alert = page.getByRole('main').getByRole('alert')
    await expect(alert).toContainText('该文件有 10.4 MB')
    await expect(alert).toContainText('最多占用 10 MB')
    expect(await findEnglish(page)).toEqual([])
  })
})

test('Comparisons and the catalog are Chinese from the choice of models to the reveal of a vote', async ({
  page,
}) => {
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first()
  const dialog = page.getByRole('dialog')
  const expectChinese = async () => expect(await findEnglish(page, 'body', WIRE_NAMES)).toEqual([])

  await test.step('A comparison is begun, and is called by its models as one lists them', async () => {
    await page.goto('/compare')
    const models = page.getByRole('group', { name: 'Claude API' })
    for (const name of ['Sonnet 5.5', 'Sonnet 4']) {
      await models.getByRole('checkbox', { name, exact: true }).click()
    }
    await expectChinese()
    await button('对比 2 个模型').click()
    await expect(page.getByRole('heading', { name: 'Sonnet 5.5和Sonnet 4' })).toBeVisible()
    await expect(page.getByText('还没有提问')).toBeVisible()
    await expectChinese()
  })

  await test.step('Answers, their figures, their differences and the table', async () => {
    const box = page.getByRole('textbox', { name: '发给各列的消息' })
    await box.fill('退款呢？')
    await expect(button('发送给全部')).toBeEnabled()
    await box.press('Enter')
    await expect(page.getByText('正常结束')).toHaveCount(2)
    await expectChinese()
    await button('差异').click()
    await page.getByRole('menuitem', { name: '按词语对比' }).click()
    await expect(page.getByText('没有差异')).toBeVisible()
    await expectChinese()
    await button('表格').click()
    await expect(page.getByRole('row', { name: /合计/ })).toContainText('Sonnet 5.5')
    await expectChinese()
    await button('表格').click()
    await button('按词语对比').click()
    await page.getByRole('menuitem', { name: '显示原回答' }).click()
  })

  await test.step('The settings, the menus and the sheet of keys', async () => {
    await button('Sonnet 4 的设置').click()
    await dialog.getByRole('textbox', { name: '系统提示词' }).fill('只说一句。')
    await expectChinese()
    await page.keyboard.press('Escape')
    await expect(page.getByText('system', { exact: true })).toBeVisible()
    await button('Sonnet 4 的更多操作').click()
    await expect(page.getByRole('menuitem', { name: '移除此列' })).toBeVisible()
    await expectChinese()
    await page.keyboard.press('Escape')
    await button('导出').click()
    await expect(page.getByRole('menuitem', { name: 'HTML 报告' })).toBeVisible()
    await expectChinese()
    await page.keyboard.press('Escape')
    await button('导出').press('?')
    await expect(dialog.getByText('在对比中')).toBeVisible()
    await expectChinese()
    await page.keyboard.press('Escape')
  })

  await test.step('A sweep is set up, and is shown', async () => {
    await button('重复与参数扫描').click()
    await dialog.getByRole('radio', { name: '扫描网格' }).click()
    await dialog.getByRole('button', { name: '添加系统提示词' }).click()
    await expect(dialog.getByRole('textbox', { name: '系统提示词 A' })).toBeVisible()
    await expectChinese()
    await dialog.getByRole('radio', { name: '重复每一列' }).click()
    await dialog.getByRole('textbox', { name: '每项回答次数' }).fill('2')
    await expect(dialog).toContainText('2 列 × 2 = 4 次调用')
    await expectChinese()
    await dialog.getByRole('textbox', { name: '费用上限（美元）' }).fill('9')
    await dialog.getByRole('button', { name: '开始', exact: true }).click()
    await expect(dialog).toContainText('已完成 4/4')
    await expect(dialog.getByText('调用次数不足，无法判断').first()).toBeVisible()
    await expectChinese()
    await page.keyboard.press('Escape')
  })

  await test.step('A blind vote, its reveal and its tally', async () => {
    await button('盲评').click()
    await expectChinese()
    await button('A 最好').click()
    await expect(page.getByText('被评为最好')).toBeVisible()
    await expectChinese()
    await button('投票（1）').click()
    await expect(dialog).toContainText('票数不足，无法判断')
    await expectChinese()
    await page.keyboard.press('Escape')
  })

  await test.step('The catalog, with what fits, what does not, and what is chosen', async () => {
    await page.getByRole('link', { name: '模型目录', exact: true }).click()
    await page.getByRole('checkbox', { name: '选择 Claude API 的 Sonnet 5.5' }).click()
    await expect(page.getByRole('region', { name: '已选模型' })).toContainText('已选 1 个')
    await expectChinese()
    await button('任意能力').click()
    await expect(page.getByRole('menuitemcheckbox').first()).toBeVisible()
    await expectChinese()
    await page.keyboard.press('Escape')
    await page.getByRole('searchbox').fill('没有这个')
    await expect(page.getByText('没有符合条件的模型')).toBeVisible()
    await expectChinese()
  })
})

/** A conversation and a comparison in the list, of these titles. */
async function nameRows(page: Page, url: string, [one, other]: readonly string[]): Promise<void> {
  const { settings } = newTurn('')
  const turn = newTurn(one ?? '', { settings: { ...settings, upstream: 'sandbox' } })
  const headers = { origin: url }
  const columns = [1, 2].map(() => ({ id: newId(), settings: turn.settings }))
  const comparison = { id: newId(), title: other, settings: turn.settings, columns }
  const posts = [page.request.post(`${url}/api/runs`, { headers, data: turn })]
  posts.push(page.request.post(`${url}/api/comparisons`, { headers, data: comparison }))
  for (const post of await Promise.all(posts)) expect(post.ok()).toBe(true)
}

async function addFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  const asked = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '添加文件' }).click()
  await (await asked).setFiles({ name, mimeType: 'application/octet-stream', buffer })
}

/** Names, paths, and what is the same in every language. */
const NAMES =
  /[\w.-]*(\/[\w.-]+)+|parley\.config\.json|curl|OpenAI|Parley|Claude|Sonnet [\d.]+|Opus|Haiku|Fable|Mythos|[A-Z]+(?:_[A-Z]+)+|Python|TypeScript|English|Messages|Markdown|token|JSON Schema|SHA-256|JavaScript|HTTP|MCP|strict|Tab|API|SDK|JSON|Enter|Esc|Ctrl|Shift|temperature|budget_tokens|message_stop|retry-after|low|medium|xhigh|high|max|The fake upstream was told to answer 401\./g

/** What a comparison and the catalog name as it is on the wire or in a file. */
const WIRE_NAMES = /model|system|effort|HTML|CSV|PDF|Preview|Del/

/** Words of Latin letters that are on the screen, but for names, answers, titles, ids and code. */
function findEnglish(page: Page, within = 'body', names?: RegExp): Promise<string[]> {
  return page.evaluate(
    ([names = '', place = '']) => {
      const seen = document.querySelector(place)?.cloneNode(true)
      if (!(seen instanceof Element)) throw new Error(`There is no ${place}.`)
      for (const part of seen.querySelectorAll(
        'script, style, code, pre, .answer, .font-mono, [data-user-text]',
      ))
        part.remove()
      const text = (seen.textContent ?? '').replace(new RegExp(names, 'g'), ' ')
      return text.match(/[A-Za-z]{3,}/g) ?? []
    },
    [names === undefined ? NAMES.source : `${NAMES.source}|${names.source}`, within],
  )
}
