import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Agent, type ClientRequest, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import Anthropic, { toFile } from '@anthropic-ai/sdk'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { namesIn } from '../../../disk/records'
import { type ServedSandbox, serveSandbox } from '../served-sandbox'
import { FILE_LIMIT, FILES_QUOTA } from './files'
import { callFiles, type FormPart, sendForm, sendRaw, VERSION } from './sent-by-hand'

const dir = join(tmpdir(), `parley-uploads-${process.pid}`)
let sandbox: ServedSandbox
beforeAll(async () => {
  sandbox = await serveSandbox({ dir })
})
afterAll(async () => {
  await sandbox.close()
  await rm(dir, { recursive: true, force: true })
})
beforeEach(async () => {
  for await (const { id } of sandbox.current.files.list()) await sandbox.current.files.delete(id)
})

describe('the name of a file', () => {
  it.each([
    ['报告 2026.pdf', '报告 2026.pdf'],
    ['C:\\Users\\me\\notes.txt', 'notes.txt'],
    ['a/b/c.txt', 'c.txt'],
    ['é'.repeat(255), 'é'.repeat(255)],
  ])('%s is kept as %s', async (given, kept) => {
    const { body } = await sendForm(sandbox.baseURL, [['file', new Blob(['x']), given]])
    expect(body.filename).toBe(kept)
  })

  it.each(['a<b', 'a>b', 'a:b', 'a|b', 'a?b', 'a*b', 'a\u0007b', 'a\u007fb', 'x'.repeat(256)])(
    '%j answers 400',
    async (given) => {
      const { status, error } = await sendForm(sandbox.baseURL, [['file', new Blob(['x']), given]])
      expect([status, error.message]).toEqual([400, expect.stringContaining('file: filename must')])
    },
  )

  it('may not hold a quotation mark', async () => {
    const { status } = await sendRaw(
      sandbox.baseURL,
      'Content-Disposition: form-data; name="file"; filename="a\\"b"\r\nContent-Type: text/plain\r\n\r\nx',
    )
    expect(status).toBe(400)
  })

  it.each([
    ['application/pdf', 'unnamed.pdf'],
    ['image/webp', 'unnamed.webp'],
    ['application/x-own', 'unnamed'],
  ])('is made up where there is none: %s gives %s', async (type, name) => {
    for (const disposition of ['', '; filename=""', '; filename="a/"']) {
      const { body } = await sendRaw(
        sandbox.baseURL,
        `Content-Disposition: form-data; name="file"${disposition}\r\nContent-Type: ${type}\r\n\r\nx`,
      )
      expect([body.filename, body.mime_type, body.size_bytes]).toEqual([name, type, 1])
    }
  })
})

describe('an upload', () => {
  it('Item 67: of 30 MB is kept byte for byte', async () => {
    const block = randomBytes(1024 ** 2)
    const blocks = Array.from({ length: 30 }, (_, at) => Buffer.concat([Buffer.from([at]), block]))
    const upload = openUpload()
    Readable.from([...blocks, Buffer.from('\r\n--b--\r\n')]).pipe(upload)
    expect(await answerTo(upload)).toBe(200)
    const bytes = Buffer.concat(blocks)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(readdirSync(join(dir, 'blobs'))).toEqual([sha256])
    expect(readFileSync(join(dir, 'blobs', sha256)).equals(bytes)).toBe(true)
  })

  it.each([
    ['no file', [['purpose', 'x']], /^file: Field required/],
    [
      'two files',
      [
        ['file', new Blob(['x'])],
        ['file', new Blob(['y'])],
      ],
      /^file: /,
    ],
  ] as [string, FormPart[], RegExp][])(
    'with %s answers 400 and leaves nothing',
    async (_, parts, message) => {
      const { status, error } = await sendForm(sandbox.baseURL, parts)
      expect([status, error.message]).toEqual([400, expect.stringMatching(message)])
      expect(await namesIn(join(dir, 'uploads'))).toEqual([])
    },
  )

  it.each([
    ['application/json', '{}'],
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=b', ''],
    ['multipart/form-data; boundary=b', 'no boundary here'],
  ])('as %s %j answers 400', async (type, body) => {
    const answer = await callFiles(sandbox.baseURL, '/v1/files', {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    })
    expect([answer.status, answer.error.type]).toEqual([400, 'invalid_request_error'])
  })

  it('whose multipart body is cut anywhere answers 400 and leaves nothing', async () => {
    const whole =
      'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b--'
    for (let length = 0; length < whole.length; length += 5) {
      const { status } = await sendRaw(sandbox.baseURL, whole.slice(0, length), '')
      expect([length, status]).toEqual([length, 400])
    }
    expect(await namesIn(join(dir, 'uploads'))).toEqual([])
    expect((await sandbox.current.files.list()).data).toEqual([])
  })

  it('whose connection ends early leaves nothing', async () => {
    const upload = openUpload()
    upload.on('error', () => {})
    upload.write(randomBytes(1024 ** 2))
    await until(async () => (await namesIn(join(dir, 'uploads'))).length === 1)
    upload.destroy()
    await until(async () => (await namesIn(join(dir, 'uploads'))).length === 0)
    expect((await sandbox.current.files.list()).data).toEqual([])
  })
})

describe('the limits of files', () => {
  const MB = 1024 ** 2
  const small = join(tmpdir(), `parley-files-small-${process.pid}`)
  let limited: ServedSandbox
  beforeAll(async () => {
    limited = await serveSandbox({ dir: small, files: { maxBytes: MB, quotaBytes: 2 * MB + 100 } })
  })
  afterAll(async () => {
    await limited.close()
    await rm(small, { recursive: true, force: true })
  })
  const uploadOf = async (size: number, fill = 0) =>
    limited.current.files.upload({ file: await toFile(Buffer.alloc(size, fill), 'a.bin') })

  it('Item 20: a file of exactly the limit is kept, one byte more answers 413', async () => {
    expect(FILE_LIMIT).toBe(500 * 1_048_576)
    const { id, size_bytes } = await uploadOf(MB)
    expect(size_bytes).toBe(MB)
    await expect(uploadOf(MB + 1)).rejects.toMatchObject({ status: 413, type: 'request_too_large' })
    await limited.current.files.delete(id)
  })

  it('Item 20: 413 comes as soon as the limit is crossed, and leaves nothing', async () => {
    expect(await endless(limited)).toBe(413)
    expect(await namesIn(join(small, 'uploads'))).toEqual([])
  })

  it('Item 20: after a 413 the next call on the same connection is answered', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const upload = openUpload(limited, agent)
    upload.end(Buffer.alloc(3 * MB))
    const refused = await answerTo(upload)
    const next = request(`${limited.baseURL}/v1/files`, { agent, headers: VERSION }).end()
    expect([refused, await answerTo(next)]).toEqual([413, 200])
    expect(next.reusedSocket).toBe(true)
    agent.destroy()
  })

  it('beyond the quota an upload answers 400 storage_quota_exceeded until files are deleted', async () => {
    expect(FILES_QUOTA).toBe(1024 ** 4)
    const first = await uploadOf(MB, 1)
    await uploadOf(MB, 2)
    expect(await endless(limited)).toBe(400)
    await expect(uploadOf(101)).rejects.toBeInstanceOf(Anthropic.Files.StorageQuotaExceededError)
    await limited.current.files.delete(first.id)
    expect((await uploadOf(MB, 3)).size_bytes).toBe(MB)
  })
})

function openUpload({ baseURL } = sandbox, agent?: Agent) {
  const upload = request(`${baseURL}/v1/files`, {
    method: 'POST',
    ...(agent === undefined ? {} : { agent }),
    headers: { ...VERSION, 'content-type': 'multipart/form-data; boundary=b' },
  })
  upload.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n')
  return upload
}

/** The status, when the answer is there whole. */
function answerTo(call: ClientRequest): Promise<number | undefined> {
  return new Promise((resolve) => {
    call.on('response', (answer) => answer.resume().on('end', () => resolve(answer.statusCode)))
  })
}

async function until(isSo: () => Promise<boolean>) {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** The answer to an upload that never ends by itself. */
async function endless(at: ServedSandbox): Promise<number | undefined> {
  const upload = openUpload(at)
  upload.on('error', () => {})
  const source = Readable.from(zeros())
  source.pipe(upload)
  const status = await answerTo(upload)
  source.destroy()
  upload.destroy()
  return status
}

function* zeros() {
  for (;;) yield Buffer.alloc(65_536)
}
