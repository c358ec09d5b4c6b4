import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { chatCode } from '@/lib/domain/code/chat-code'
import type { CodeRequest } from '@/lib/domain/code/code-request'
import { type CodeLanguage, LANGUAGES } from '@/lib/domain/code/programs'
import type { Way } from '@/lib/domain/files/source'
import { blockOf, bringFiles, readUpload, takeFiles } from '../harness/brought-files'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import type { GeneratedFile } from '../harness/generated-requests'
import { makeOfficeFiles } from '../harness/office-files'
import { newTurn, upstreamEnv } from '../harness/parley-client'
import { type ParleyServer, startParley } from '../harness/server'
import {
  answerInText,
  findDifferences,
  isMessage,
  isThere,
  makeProgramRoom,
  runTypeScript,
} from '../harness/taken-code'
import { failure } from '../harness/upstream/script'
import { writePdf } from '../harness/write-pdf'

const execute = promisify(execFile)
let upstream: FakeUpstream
let parley: ParleyServer
const room = makeProgramRoom()
beforeAll(async () => {
  upstream = await startFakeUpstream()
  parley = await startParley({ env: upstreamEnv(upstream.url) })
})
afterAll(async () => {
  room.remove()
  await parley.stop()
  await upstream.close()
})
beforeEach(() => {
  upstream.reset()
  answerInText({ parley, upstream })
})

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const file = (name: string, way: Way, bytes: Buffer | string): GeneratedFile => ({
  ...{ name, way },
  bytes: Buffer.from(bytes),
})

/** A request with these files, as a program is to make it. */
async function codeWith(files: readonly GeneratedFile[]): Promise<CodeRequest> {
  const brought = await bringFiles(parley, files)
  const content = [...brought.map(blockOf), { type: 'text', text: 'Why?' }]
  const { settings } = newTurn('')
  return chatCode(
    {
      ...{ settings, upstream: null, known: undefined, tools: [], origin: parley.url },
      headers: [['anthropic-version', '2023-06-01']],
      body: { model: 'fake-model', max_tokens: 9, messages: [{ role: 'user', content }] },
      files: new Map(brought.map(({ view }) => [view.id, view])),
    },
    'parley',
  )
}

/** Keeps a program in a directory of its own; `beside` says which of its files lie there. */
async function keep(code: CodeRequest, id: CodeLanguage, beside: 'all' | 'none'): Promise<string> {
  const directory = join(room.directory, `${id}-${beside}`)
  mkdirSync(directory, { recursive: true })
  const program = LANGUAGES[id].write(code)
  for (const [path, bytes] of await takeFiles(parley, program?.files ?? [])) {
    if (beside === 'all') writeFileSync(join(directory, path), bytes)
  }
  const path = join(directory, LANGUAGES[id].file)
  writeFileSync(path, program?.text ?? '')
  return path
}

const runShell = (path: string) =>
  execute('sh', [path], { env: { ...process.env, PARLEY_API_KEY: parley.gatewayKey } })

describe('A program whose request has files', () => {
  it('sends what the app sends: uploads by their names and types, each once, and all else in the body, of any size', async () => {
    const { docx } = makeOfficeFiles()
    const name = `it's; "$(id)" \`x\`, 50% – 简体 #1.csv`
    // Longer than an argument may be, and than what readers read at once; no two beginnings alike.
    const long = Array.from({ length: 60_000 }, (_, n) => `${n}é简😀\r\n`).join('')
    const files = [
      file('report.pdf', 'file', writePdf([['Rain fell.']])),
      file('report.pdf', 'file', writePdf([['Rain fell.']])),
      file('report.pdf', 'base64', writePdf([['Rain fell.']])),
      file(name, 'file', 'a,b\n1,2\n'),
      file(name, 'container', 'a,b\n1,2\n'),
      file('package.json', 'text', '{"type":"commonjs"}'),
      file('os.py', 'container', 'raise SystemExit("taken for a module")'),
      file('plan.docx', 'text', docx),
      file('long.txt', 'text', long),
      file('marked.txt', 'file', Buffer.from('\ufeffRain.', 'utf16le')),
      file('-', 'base64', PNG),
    ]
    const request = { captured: null, settings: {}, content: [{ type: 'text', text: 'Why?' }] }
    expect(await findDifferences({ parley, upstream }, [{ ...request, files }])).toEqual([])
    const safe = name.replaceAll('"', '_')
    const uploads = upstream.requests.filter((one) => !isMessage(one)).map(readUpload)
    const calls = upstream.requests.filter(isMessage).length
    const expected = Array.from({ length: calls }, () => [
      { name: 'report.pdf', type: 'application/pdf' },
      { name: safe, type: 'text/plain' },
      { name: safe, type: 'text/csv' },
      { name: 'os.py', type: expect.any(String), bytes: 'raise SystemExit("taken for a module")' },
      { name: 'marked.txt', type: 'text/plain', bytes: 'Rain.' },
    ])
    expect(uploads).toMatchObject(expected.flat())
  }, 120_000)

  it('ends with the name of a file that is not there, and sends nothing', async () => {
    const code = await codeWith([
      file('a.pdf', 'file', writePdf([['Rain.']])),
      file('b.txt', 'text', 'b'),
    ])
    await expect(runShell(await keep(code, 'curl', 'none'))).rejects.toThrow('a.pdf is not here.')
    const script = await keep(code, 'typescript', 'none')
    await expect(runTypeScript(parley.gatewayKey, script)).rejects.toThrow(/no such file.*a\.pdf/)
    expect(upstream.requests).toEqual([])
  })

  it('put into a terminal takes the files from where that is, wherever its shell lies', async () => {
    const code = await codeWith([file('e.png', 'base64', PNG)])
    const directory = dirname(await keep(code, 'curl', 'all'))
    const text = LANGUAGES.curl.write(code)?.text ?? ''
    const env = { ...process.env, PARLEY_API_KEY: parley.gatewayKey }
    for (const shell of ['/bin/bash', '-bash', 'zsh']) {
      await execute('sh', ['-c', text, shell], { cwd: directory, env })
    }
    expect(upstream.requests.map(isMessage)).toEqual([true, true, true])
  })

  it('ends with what the API says of a refused upload, and asks no model', async () => {
    const code = await codeWith([file('c.pdf', 'file', writePdf([['Rain.']]))])
    upstream.setDefault(failure(400, 'invalid_request_error'))
    const refused = /invalid_request_error/
    if (isThere('jq', '--version')) {
      await expect(runShell(await keep(code, 'curl', 'all'))).rejects.toThrow(refused)
    }
    const script = await keep(code, 'typescript', 'all')
    await expect(runTypeScript(parley.gatewayKey, script)).rejects.toThrow(refused)
    expect(upstream.requests.filter(isMessage)).toEqual([])
  })

  it('with the OpenAI SDK takes an image from beside it, and says which files have no counterpart', async () => {
    const files = [file('d.png', 'base64', PNG), file('d.pdf', 'file', writePdf([['Rain.']]))]
    const code = await codeWith(files)
    const program = LANGUAGES['openai-typescript'].write(code)
    expect(program?.gaps).toEqual([{ kind: 'dropped', path: 'messages[].content[].document' }])
    expect(program?.files.map(({ path }) => path)).toEqual(['d.png'])
    await runTypeScript(parley.gatewayKey, await keep(code, 'openai-typescript', 'all'))
    const [body] = upstream.requests.map((one) => JSON.parse(one.body.toString()))
    expect(body.messages[0].content[0]).toEqual({
      type: 'image',
      source: { type: 'base64', media_type: 'image/png', data: PNG.toString('base64') },
    })
  })
})
