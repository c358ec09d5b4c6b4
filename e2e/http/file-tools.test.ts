import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { StartRun } from '@/lib/domain/conversation'
import type { FileView } from '@/lib/domain/files/file'
import { newId } from '@/lib/domain/ids'
import { BUILTIN_TOOLS } from '@/lib/domain/tools/builtin'
import type { ToolTrial } from '@/lib/domain/tools/trial'
import { type AskedCall, call, isOver, LoopBed } from '../harness/loop-bed'
import { createParleyClient, newTurn } from '../harness/parley-client'
import { writePdf } from '../harness/write-pdf'

let bed: LoopBed
let files: Record<'sales' | 'book' | 'log' | 'other', FileView>
beforeAll(async () => {
  bed = await LoopBed.open()
  files = {
    sales: await upload('sales.csv', 'city,amount\nParis,3.5\nRome,10\nParis,1\n'),
    book: await upload('book.pdf', writePdf([['The first page.'], ['A needle stands here.']])),
    log: await upload('log.jsonl', '{"level": "info"}\n{"level": "error"}\n{"level": "error"}\n'),
    other: await upload('salaries.csv', 'name,salary\nAda,1000000\n'),
  }
})
beforeEach(() => bed.reset())
afterAll(() => bed.close())

async function upload(name: string, body: Uint8Array | string): Promise<FileView> {
  const query = new URLSearchParams({ id: newId(), name })
  const response = await fetch(`${bed.parley.url}/api/files?${query}`, {
    method: 'POST',
    headers: { origin: bed.parley.url, 'content-type': 'application/octet-stream' },
    body: Buffer.from(body),
  })
  expect(response.status).toBe(201)
  return response.json()
}

const chosen = BUILTIN_TOOLS.map(({ id, definition }) => ({ id, definition }))

/** A turn that brings files, with tools. */
function turnWith(views: readonly FileView[], over: Partial<StartRun> = {}): StartRun {
  const turn = newTurn('Look at these.', over)
  const blocks = views.map(({ id: fileId }) => ({
    type: 'document',
    source: { type: 'parley_file', fileId, way: 'text' },
  }))
  turn.userMessage?.content.unshift(...blocks)
  turn.settings = { ...turn.settings, tools: chosen }
  return turn
}

/** The results that went to the upstream, each as its text or its error's. */
async function resultsOf(turn: StartRun, ...calls: AskedCall[]): Promise<string[]> {
  bed.asking(...calls)
  await createParleyClient(bed.parley.url).start(turn)
  const { toolCalls } = await bed.until(turn, isOver)
  const own = toolCalls.filter(({ messageId }) => messageId === turn.assistantMessageId)
  expect(own.map(({ by }) => by)).toEqual(calls.map(() => 'builtin'))
  const { messages } = await bed.bodyOf(bed.upstream.requests.length)
  const last = messages.at(-1)?.content
  if (!Array.isArray(last)) throw new Error('The results are no blocks.')
  return last.map(({ is_error, content }) => `${is_error === true ? 'error: ' : ''}${content}`)
}

describe('The tools that ask files', () => {
  it('Answer out of the files of the conversation, which the results name', async () => {
    const results = await resultsOf(
      turnWith([files.sales, files.book, files.log]),
      call('toolu_1', 'csv_query', {
        group_by: ['city'],
        aggregates: [{ function: 'sum', column: 'amount' }],
        order_by: [{ column: 'sum(amount)', descending: true }],
      }),
      call('toolu_2', 'find_in_document', { file: 'book.pdf', text: 'NEEDLE' }),
      call('toolu_3', 'json_query', { file: files.log.id, query: "length([?level == 'error'])" }),
    )
    expect(results.map((text) => JSON.parse(text))).toEqual([
      {
        file: 'sales.csv',
        matching_rows: 3,
        columns: ['city', 'sum(amount)'],
        rows: [
          ['Rome', 10],
          ['Paris', 4.5],
        ],
      },
      {
        file: 'book.pdf',
        found: 1,
        passages: [
          { page: 2, match: 'needle', passage: expect.stringContaining('A needle stands here.') },
        ],
      },
      { file: 'log.jsonl', result: 2 },
    ])
  })

  it('Reach no file of another conversation, by name or by id, and say which files there are', async () => {
    const theirs = turnWith([files.other])
    await resultsOf(theirs, call('toolu_0', 'csv_query', { file: 'salaries.csv' }))
    bed.reset()
    const results = await resultsOf(
      turnWith([files.sales]),
      call('toolu_1', 'csv_query', { file: 'salaries.csv' }),
      call('toolu_2', 'find_in_document', { file: files.other.id, text: 'Ada' }),
      call('toolu_3', 'json_query', { file: 'sales.csv', query: '@' }),
    )
    const there = `The files are "sales.csv" (table, id ${files.sales.id}).`
    expect(results).toEqual([
      `error: No file "salaries.csv" is attached. ${there} This tool takes tables: CSV, TSV and Excel (xlsx).`,
      expect.stringMatching(
        /^error: No file "[0-9a-f-]{36}" is attached\. The files are "sales.csv"/,
      ),
      `error: sales.csv is none of what this tool takes: JSON and JSON Lines. ${there}`,
    ])
    expect(results.join()).not.toContain('Ada')
  })

  it('Reach the files of earlier turns, but none of a branch beside', async () => {
    const first = turnWith([files.sales])
    await resultsOf(first, call('toolu_1', 'csv_query', {}))
    bed.reset()
    const { conversationId } = first
    const { headId: parentId } = await bed.until(first, isOver)
    const beside = turnWith([files.other], { conversationId, parentId })
    await resultsOf(beside, call('toolu_2', 'csv_query', { file: 'salaries.csv' }))
    bed.reset()
    const next = turnWith([], { conversationId, parentId })
    const results = await resultsOf(
      next,
      call('toolu_3', 'csv_query', { columns: ['city'], limit: 1 }),
      call('toolu_4', 'csv_query', { file: 'salaries.csv' }),
    )
    expect(results).toEqual([
      expect.stringContaining('"file":"sales.csv"'),
      expect.stringMatching(/^error: No file "salaries.csv" is attached\./),
    ])
  })

  it('Are not run with arguments that their schema does not allow', async () => {
    const [result] = await resultsOf(
      turnWith([files.sales]),
      call('toolu_1', 'csv_query', {
        where: [{ column: 'city', comparison: 'like', value: 'P%' }],
      }),
    )
    expect(result).toMatch(/^error: The call was not run: where\[0\]\.comparison must be equal to/)
  })

  /** Tries a tool out, as a person does; answers the result, or its error's text. */
  async function tryOut(input: object): Promise<string> {
    const tool = BUILTIN_TOOLS.find(({ definition }) => definition.name === 'csv_query')
    const response = await bed.send('/api/tools/try', {
      ...{ definition: tool?.definition, answer: tool?.answer },
      input,
    })
    const { outcome }: ToolTrial = await response.json()
    return `${outcome?.result.isError === true ? 'error: ' : ''}${outcome?.result.content}`
  }

  it('Read all of the library where a person tries them', async () => {
    const aggregates = [{ function: 'max', column: 'salary' }]
    expect(await tryOut({ file: 'salaries.csv', aggregates })).toMatch(/^{.*\[\[1000000\]\]/)
  })

  it('Look into what a program has uploaded before they take it for what they read', async () => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(writePdf([['A page.']]))]), 'report.csv')
    const { url, gatewayKey } = bed.parley
    const headers = { 'x-api-key': gatewayKey, 'anthropic-version': '2023-06-01' }
    await fetch(`${url}/u/sandbox/v1/files`, { method: 'POST', headers, body: form })
    await expect
      .poll(() => tryOut({ file: 'report.csv' }))
      .toMatch(/^error: report\.csv is none of what this tool takes: tables/)
  })
})
