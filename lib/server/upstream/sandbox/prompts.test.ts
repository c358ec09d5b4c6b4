import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Message } from '@anthropic-ai/sdk/resources/messages'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examine } from './prompt-check'
import { type Row, requestOf, rows, textsOf } from './prompt-table'
import { type ServedSandbox, serveSandbox } from './served-sandbox'

let sandbox: ServedSandbox
let asked: { row: Row; status: number; answers: Message[] }[]

async function askTwice(row: Row) {
  const body = await requestOf(row)
  const first = await sandbox.post(body)
  const second = await sandbox.post(body)
  return { row, status: first.status, answers: [await first.json(), await second.json()] }
}

beforeAll(async () => {
  sandbox = await serveSandbox()
  asked = []
  for (const row of rows) asked.push(await askTwice(row))
})
afterAll(() => sandbox.close())

/** An answer without the ids, which are new each time. */
const lasting = ({ content, stop_reason }: Message) => ({
  stop_reason,
  content: content.map((block) => ('id' in block ? { ...block, id: '' } : block)),
})

/** All runs of so many neighbours. */
const runsOf = (parts: string[], length: number, joint: string) =>
  parts.slice(length - 1).map((_, at) => parts.slice(at, at + length).join(joint))

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []
const chineseOf = (text: string) => text.match(/\p{Script=Han}+/gu) ?? []

/** Comments share small words with anything. */
const codeOf = (source: string) => source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

describe('the table of prompts', () => {
  it('has sixty, Chinese ones among them, each with a name of its own', () => {
    expect(rows).toHaveLength(60)
    expect(new Set(rows.map(({ name }) => name)).size).toBe(60)
    expect(
      rows.filter((row) => chineseOf(textsOf(row.request.messages).join()).length > 0).length,
    ).toBeGreaterThanOrEqual(18)
    for (const { expect: expected } of rows) expect(Object.keys(expected).length).toBeGreaterThan(0)
  })

  it('is answered rightly in at least 54 of its rows', () => {
    const wrong = asked.flatMap(({ row, status, answers: [answer] }) => {
      const reasons = status === 200 && answer ? examine(row, answer) : [`status ${status}`]
      return reasons.length > 0 ? [`${row.name}: ${reasons.join('; ')}`] : []
    })
    const report = `${rows.length - wrong.length} of ${rows.length} prompts are answered rightly`
    process.stdout.write(`${[report, ...wrong].join('\n  wrong: ')}\n`)
    expect(rows.length - wrong.length).toBeGreaterThanOrEqual(54)
  })

  it('gets the same answers when it is asked again', () => {
    for (const {
      row,
      answers: [first, second],
    } of asked) {
      expect(first && lasting(first), row.name).toEqual(second && lasting(second))
    }
  })

  it('has no words of its prompts in the source', () => {
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    const sources = files.filter(
      (file) => /\.\w+$/.test(file) && !/\.test\.tsx?$|__fixtures__/.test(file),
    )
    expect(sources.length).toBeGreaterThan(20)
    const texts = rows.flatMap(({ request }) => textsOf([request.system, request.messages]))
    const english = new Set(texts.flatMap((text) => runsOf(wordsOf(text), 5, ' ')))
    const chinese = new Set(
      texts.flatMap((text) => chineseOf(text).flatMap((run) => runsOf([...run], 8, ''))),
    )
    for (const file of sources) {
      const source = codeOf(readFileSync(join(import.meta.dirname, file), 'utf8'))
      const shared = [
        ...runsOf(wordsOf(source), 5, ' ').filter((run) => english.has(run)),
        ...chineseOf(source)
          .flatMap((run) => runsOf([...run], 8, ''))
          .filter((run) => chinese.has(run)),
      ]
      expect(shared, file).toEqual([])
    }
  })
})
