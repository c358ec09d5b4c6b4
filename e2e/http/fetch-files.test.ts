import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { FetchLine } from '@/lib/domain/files/file'
import { newId } from '@/lib/domain/ids'
import { parseErrorBody } from '@/lib/wire/errors'
import { type LocalServer, startLocalServer } from '../harness/local-server'
import { type ParleyServer, startParley } from '../harness/server'

/** The host that the operator has named, and one that nobody has. */
let named: LocalServer
let other: LocalServer
let answer: (request: IncomingMessage, response: ServerResponse) => void
let asked: string[] = []
const cwd = mkdtempSync(join(tmpdir(), 'parley-fetch-'))
let parley: ParleyServer
beforeAll(async () => {
  const listen = (request: IncomingMessage, response: ServerResponse) => {
    asked.push(`${request.headers.host}${request.url}`)
    answer(request, response)
  }
  named = await startLocalServer(listen)
  other = await startLocalServer(listen)
  const config = { files: { urlHosts: [named.url] } }
  writeFileSync(join(cwd, 'parley.config.json'), JSON.stringify(config))
  parley = await startParley({ cwd, dataDir: join(cwd, 'data') })
})
afterAll(async () => {
  await parley.stop()
  await Promise.all([named.close(), other.close()])
  rmSync(cwd, { recursive: true, force: true })
})
afterEach(() => {
  asked = []
})

const ask = (url: string, signal?: AbortSignal, to = parley.url) =>
  fetch(`${to}/api/files/by-url`, {
    method: 'POST',
    headers: { origin: to, 'content-type': 'application/json' },
    body: JSON.stringify({ id: newId(), url }),
    ...(signal === undefined ? {} : { signal }),
  })
async function linesOf(response: Response): Promise<FetchLine[]> {
  expect(response.status).toBe(200)
  const text = await response.text()
  // It was written from lines of that type.
  return text.split('\n').flatMap((line) => (line === '' ? [] : (JSON.parse(line) as FetchLine)))
}
async function refusal(response: Response): Promise<string> {
  expect(response.status).toBe(400)
  return parseErrorBody(400, await response.text()).error.message
}
/** What is still arriving at the server, or was left over. */
const arriving = () => readdirSync(join(cwd, 'data', 'files', 'uploads'))

it('A file is fetched from a named host under the name that its host gives it, and is then as any other', async () => {
  const bytes = randomBytes(300_000)
  answer = ({ headers }, response) => {
    expect(headers.cookie).toBeUndefined()
    response.writeHead(200, {
      'content-type': 'text/html',
      'content-length': bytes.length,
      'content-disposition':
        'attachment; filename="x.txt"; filename*=UTF-8\'\'r%C3%A9sum%C3%A9.bin',
    })
    response.end(bytes)
  }
  const lines = await linesOf(await ask(`${named.url}/a/b.txt?c=1`))
  expect(lines[0]).toEqual({ name: 'résumé.bin', received: 0, total: bytes.length })
  const last = lines.at(-1)
  if (last === undefined || !('file' in last)) throw new Error(`no file: ${JSON.stringify(lines)}`)
  const { file } = last
  expect(file).toMatchObject({ name: 'résumé.bin', sizeBytes: bytes.length, hasCopy: true })
  const copy = await fetch(`${parley.url}/api/files/${file.id}/content`)
  expect(Buffer.from(await copy.arrayBuffer()).equals(bytes)).toBe(true)

  answer = (_, response) => response.end(bytes)
  const [again] = (await linesOf(await ask(`${named.url}/a/${encodeURI('über')}.bin`))).slice(-1)
  expect(again).toMatchObject({ file: { name: 'über.bin', sha256: file.sha256 } })
})

it('Nothing is fetched that the operator has not allowed: no address at all by default, no other host, not by a redirect', async () => {
  const closed = await startParley()
  try {
    const response = await ask(`${named.url}/a`, undefined, closed.url)
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('under files.urlHosts')
    const settings = await fetch(`${closed.url}/api/settings`)
    expect(await settings.json()).toMatchObject({ canFetchFiles: false })
  } finally {
    await closed.stop()
  }
  for (const url of [`${other.url}/a`, 'file:///etc/passwd', 'http://169.254.169.254/latest']) {
    expect(await refusal(await ask(url))).toMatch(/is not allowed|is no scheme/)
  }
  expect(asked).toEqual([])
  answer = (_, response) => response.writeHead(302, { location: `${other.url}/b` }).end()
  expect(await refusal(await ask(`${named.url}/a`))).toContain(`${other.url} is not allowed`)
  expect(asked).toEqual([`${new URL(named.url).host}/a`])
})

it('A host that has no such file, breaks off or sends too much is named with the reason, and nothing is left of it', async () => {
  answer = (_, response) => response.writeHead(404).end('nothing here')
  expect(await refusal(await ask(`${named.url}/a`))).toBe(
    `${new URL(named.url).host} answered with the status 404.`,
  )
  answer = (_, response) => {
    response.writeHead(200, { 'content-length': 1000 })
    response.write('half', () => response.destroy())
  }
  expect((await linesOf(await ask(`${named.url}/a`))).at(-1)).toEqual({
    failed: {
      status: 400,
      type: 'invalid_request_error',
      message: 'The answer broke off, or cannot be unpacked.',
    },
  })
  answer = (_, response) => {
    response.writeHead(200, { 'content-length': 500 * 1024 ** 2 + 1 })
    response.flushHeaders()
  }
  expect((await linesOf(await ask(`${named.url}/big.bin`))).at(-1)).toMatchObject({
    failed: { status: 413, message: 'big.bin: a file may have at most 500 MiB.' },
  })
  expect(arriving()).toEqual([])
})

it('Who goes away while a file is fetched ends the fetching, and nothing is left of it', async () => {
  let gone: Promise<unknown> | undefined
  answer = (_, response) => {
    gone = new Promise((resolve) => response.once('close', resolve))
    response.writeHead(200)
    response.write('some')
  }
  const leaving = new AbortController()
  const response = await ask(`${named.url}/slow`, leaving.signal)
  await response.body?.getReader().read()
  leaving.abort()
  await gone
  await expect.poll(arriving).toEqual([])
})
