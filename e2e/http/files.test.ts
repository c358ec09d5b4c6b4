import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FileList, FileView } from '@/lib/domain/files/file'
import type { Way } from '@/lib/domain/files/source'
import { newId } from '@/lib/domain/ids'
import type { Block, MessagesBody } from '@/lib/wire/types'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import {
  createParleyClient,
  newTurn,
  type ParleyClient,
  upstreamEnv,
} from '../harness/parley-client'
import { send, sendJson } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'
import { takeSeed } from '../harness/upstream/random'
import { failure, json } from '../harness/upstream/script'
import { runFiles } from '../soak/files'
import { formatReport } from '../soak/report'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const LIMIT = 500 * 1024 ** 2

let upstream: FakeUpstream
let parley: ParleyServer
let client: ParleyClient
beforeAll(async () => {
  upstream = await startFakeUpstream()
  parley = await startParley({ env: upstreamEnv(upstream.url) })
  client = createParleyClient(parley.url)
})
afterAll(async () => {
  await parley.stop()
  await upstream.close()
})
beforeEach(() => upstream.reset())

const own = () => ({ origin: parley.url })
const post = (path: string, body: object) =>
  sendJson(parley.url + path, {
    method: 'POST',
    headers: { ...own(), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

async function upload(name: string, body: Uint8Array | string, id = newId()): Promise<FileView> {
  const query = new URLSearchParams({ id, name })
  const { status, json: view } = await sendJson(`${parley.url}/api/files?${query}`, {
    method: 'POST',
    headers: { ...own(), 'content-type': 'application/octet-stream' },
    body: Buffer.from(body),
  })
  expect(status).toBe(201)
  return view as FileView
}

/** A file that nobody has uploaded before. */
async function fresh(name = 'notes.txt', text = `Rain fell. ${randomBytes(8).toString('hex')}`) {
  return { view: await upload(name, text), text }
}

const filesOf = (dir: string) => {
  try {
    return readdirSync(join(parley.dataDir, 'files', dir))
  } catch {
    return []
  }
}

const taken = (id: string, workspace = 'wrkspc_1') =>
  json(
    { id, type: 'file', filename: 'notes.txt', mime_type: 'text/plain', expires_at: null },
    { headers: [['anthropic-workspace-id', workspace]] },
  )

describe('A file that a person brings', () => {
  it('arrives byte for byte, is looked into, and is served as data that nothing runs', async () => {
    const bytes = Buffer.concat([
      Buffer.from('<script>alert(1)</script>\n'),
      randomBytes(3_000_000),
    ])
    const view = await upload('../../etc/pass\u202ewd\r\n.html', bytes)
    expect(view).toMatchObject({
      name: 'passwd.html',
      sizeBytes: bytes.length,
      sha256: sha256(bytes),
      source: 'app',
      hasCopy: true,
      uploads: [],
      uses: [],
    })
    expect(filesOf('blobs')).toContain(sha256(bytes))
    const served = await send(`${parley.url}/api/files/${view.id}/content`)
    expect(sha256(served.body)).toBe(sha256(bytes))
    expect(served.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': "attachment; filename*=UTF-8''passwd.html",
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    })
  })

  it.each([
    [
      'page.html',
      '<!doctype html><script>alert(1)</script><LINK rel=preconnect href=//x.example>',
      'text/html; charset=utf-8',
    ],
    [
      'picture.svg',
      '<svg xmlns="http://www.w3.org/2000/svg"><h:link xmlns:h="x"/></svg>',
      'image/svg+xml; charset=utf-8',
    ],
  ])(
    'is a page without an origin and without scripts in a preview alone: %s',
    async (name, text, type) => {
      const view = await upload(name, text)
      const { status, headers, body } = await send(`${parley.url}/preview/files/${view.id}`)
      expect([status, headers['content-type']]).toEqual([200, type])
      expect(headers['content-security-policy']?.toString().split('; ')).toEqual([
        'sandbox',
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        'img-src data:',
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
      ])
      // It would have a browser connect to another host, whatever the policy says.
      expect(body.toString()).not.toMatch(/<(?:h:)?link/i)
      const content = await send(`${parley.url}/api/files/${view.id}/content?as=image`)
      expect(content.headers['content-type']).toBe('application/octet-stream')
    },
  )

  it('is no page where it is neither HTML nor SVG', async () => {
    const { view } = await fresh('notes.txt', '<h1>Rain</h1>')
    expect((await send(`${parley.url}/preview/files/${view.id}`)).status).toBe(404)
  })

  it.each([
    ['bytes=0-3', 206, 'Rain', 'bytes 0-3/19'],
    ['bytes=5-', 206, 'fell on 12 day', 'bytes 5-18/19'],
    ['bytes=-3', 206, 'day', 'bytes 16-18/19'],
    ['bytes=5-900', 206, 'fell on 12 day', 'bytes 5-18/19'],
    ['bytes=0-1,4-5', 200, 'Rain fell on 12 day', undefined],
    ['lines=1', 200, 'Rain fell on 12 day', undefined],
  ])('is served in part for %s', async (range, status, text, contentRange) => {
    const { view } = await fresh('range.txt', 'Rain fell on 12 day')
    const path = `${parley.url}/api/files/${view.id}/content`
    const part = await send(path, { headers: { range } })
    expect([part.status, part.body.toString(), part.headers['content-range']]).toEqual([
      status,
      text,
      contentRange,
    ])
    expect((await send(path, { headers: { range: 'bytes=19-' } })).status).toBe(416)
  })

  it('is served by the name that is asked for, made readable as its own is', async () => {
    const { view } = await fresh()
    const query = new URLSearchParams({ name: '../notes (2)\r\n.txt' })
    const { headers } = await send(`${parley.url}/api/files/${view.id}/content?${query}`)
    expect(headers['content-disposition']).toBe("attachment; filename*=UTF-8''notes%20%282%29.txt")
  })

  it('is one file when the same bytes come again by the same name, and two by another', async () => {
    const { view, text } = await fresh()
    expect((await upload('notes.txt', text)).id).toBe(view.id)
    const other = await upload('other.txt', text)
    expect(other.id).not.toBe(view.id)
    expect(filesOf('blobs').filter((name) => name === view.sha256)).toHaveLength(1)
  })

  it('is told of together with others, and what is not known here is left out', async () => {
    const [a, b] = [(await fresh('a.txt')).view, (await fresh('b.txt')).view]
    const views = (ids: string) =>
      sendJson(`${parley.url}/api/files/views?${new URLSearchParams({ ids })}`)
    const { json: both } = await views([b.id, newId(), 'none', a.id].join(','))
    expect(both).toEqual([b, a])
    const many = Array.from({ length: 101 }, () => newId()).join(',')
    expect(await views(many)).toMatchObject({ status: 400 })
  })

  it('whose bytes somebody took away says that they are not kept here, until they come again by any name', async () => {
    const { view, text } = await fresh('gone.txt')
    rmSync(join(parley.dataDir, 'files', 'blobs', view.sha256))
    const path = `${parley.url}/api/files/${view.id}`
    expect((await send(`${path}/content`)).status).toBe(410)
    expect((await sendJson(path)).json).toMatchObject({ hasCopy: false })
    // By an id that is taken.
    const other = await upload('back.txt', text, view.id)
    expect(other.id).not.toBe(view.id)
    expect((await sendJson(path)).json).toMatchObject({ hasCopy: true })
    expect((await send(`${path}/content`)).body.toString()).toBe(text)
  })

  it('is refused where the bytes of another one are chosen again, and nothing is kept of them', async () => {
    const { view, text } = await fresh('asked.txt')
    rmSync(join(parley.dataDir, 'files', 'blobs', view.sha256))
    const again = (body: string) =>
      sendJson(
        `${parley.url}/api/files?${new URLSearchParams({ id: newId(), name: view.name, sha256: view.sha256 })}`,
        {
          method: 'POST',
          headers: { ...own(), 'content-type': 'application/octet-stream' },
          body: Buffer.from(body),
        },
      )
    const blobs = filesOf('blobs')
    const refused = await again(text.toUpperCase())
    expect(refused).toMatchObject({ status: 409, json: { error: { type: 'other_bytes' } } })
    expect(filesOf('blobs')).toEqual(blobs)
    expect(filesOf('uploads')).toEqual([])
    expect(await again(text)).toMatchObject({ status: 201, json: { id: view.id, hasCopy: true } })
  })

  it('is refused over the limit before a byte of it is read, with the limit in the answer', async () => {
    const answer = await beginUpload(LIMIT + 1)
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toContain(String(LIMIT))
    expect(filesOf('uploads')).toEqual([])
  })

  it('that is cut on its way leaves nothing behind, and the server goes on', async () => {
    const before = filesOf('blobs').length
    for (let cut = 0; cut < 10; cut++) {
      await beginUpload(1_000_000, randomBytes(100_000 * cut))
    }
    await expect.poll(() => filesOf('uploads')).toEqual([])
    expect(filesOf('blobs')).toHaveLength(before)
    expect((await fresh()).view.hasCopy).toBe(true)
  })

  it('is found by its name, its kind and where it came from, and not once it is deleted', async () => {
    const { view } = await fresh(`Größe 100%_${newId()}.csv`, `a,b\n1,${newId()}\n`)
    const find = async (query: string) => {
      const { json: list } = await sendJson(`${parley.url}/api/files?${query}`)
      return (list as FileList).files.some(({ id }) => id === view.id)
    }
    const name = encodeURIComponent('GRÖSSE 100%_'.replace('SS', 'ß'))
    expect(await find(`q=${name}&kind=table&source=app&order=largest`)).toBe(true)
    expect([await find('q=100x'), await find('kind=pdf'), await find('source=gateway')]).toEqual([
      false,
      false,
      false,
    ])
    const patch = (deleted: boolean) =>
      sendJson(`${parley.url}/api/files/${view.id}`, {
        method: 'PATCH',
        headers: { ...own(), 'content-type': 'application/json' },
        body: JSON.stringify({ deleted }),
      })
    await patch(true)
    expect(await find('')).toBe(false)
    await patch(false)
    expect(await find('')).toBe(true)
  })
})

/** Begins to send a file of so many bytes, breaks off after some, and answers what came back. */
function beginUpload(size: number, part: Uint8Array = Buffer.alloc(0)): Promise<string> {
  const { hostname, port } = new URL(parley.url)
  const socket = connect(Number(port), hostname)
  return new Promise((resolve, reject) => {
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('data', (text) => {
      answer += text
      socket.end()
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
    socket.write(
      `POST /api/files?id=${newId()}&name=a.txt HTTP/1.1\r\nhost: localhost:${port}\r\norigin: http://localhost:${port}\r\ncontent-type: application/octet-stream\r\ncontent-length: ${size}\r\n\r\n`,
    )
    if (part.length > 0) socket.write(part, () => socket.destroy())
    else if (size < LIMIT) socket.end()
  })
}

describe('A file that goes to a model', () => {
  const block = (fileId: string, way: Way, type = 'document'): Block => ({
    type,
    source: { type: 'parley_file', fileId, way },
    ...(type === 'document' ? { title: 'Notes', citations: { enabled: true } } : {}),
  })
  const asking = (...blocks: Block[]) =>
    newTurn('Why?', {
      userMessage: { id: newId(), content: [...blocks, { type: 'text', text: 'Why?' }] },
    })
  const sent = (): (MessagesBody | null)[] =>
    upstream.requests.map(({ path, body }) =>
      path === '/v1/messages' ? JSON.parse(body.toString()) : null,
    )
  const document = { type: 'document', title: 'Notes', citations: { enabled: true } }

  it('is sent to the upstream once, named by its id from then on, and the turn keeps what it stands for', async () => {
    const { view, text } = await fresh()
    upstream.enqueue(taken('file_once'))
    const first = asking(block(view.id, 'file'))
    await client.start(first)
    await client.ended([first.id])
    const second = asking(block(view.id, 'file'))
    await client.start(second)
    await client.ended([second.id])
    expect(upstream.requests.map(({ path }) => path)).toEqual([
      '/v1/files',
      '/v1/messages',
      '/v1/messages',
    ])
    expect(upstream.requests[0]?.body.toString()).toContain(text)
    for (const body of sent().slice(1)) {
      expect(body?.messages[0]?.content).toEqual([
        { ...document, source: { type: 'file', file_id: 'file_once' } },
        { type: 'text', text: 'Why?' },
      ])
    }
    const kept = await client.conversation(first.conversationId)
    expect(kept?.messages[0]?.content?.[0]).toEqual(block(view.id, 'file'))
    const { json: now } = await sendJson(`${parley.url}/api/files/${view.id}`)
    expect(now).toMatchObject({
      uploads: [{ upstream: 'anthropic', fileId: 'file_once', workspaceId: 'wrkspc_1' }],
      uses: [{ title: 'Why?' }, { title: 'Why?' }],
    })
  })

  it.each<[Way, string, object]>([
    ['text', 'document', { source: { type: 'text', media_type: 'text/plain', data: 'Rain.' } }],
    [
      'base64',
      'image',
      { source: { type: 'base64', media_type: 'image/png', data: expect.any(String) } },
    ],
  ])('goes in the request itself as %s, and nowhere else', async (way, type, expected) => {
    const { view } =
      way === 'text' ? await fresh('rain.txt', 'Rain.') : { view: await upload('a.png', PNG) }
    const turn = asking(block(view.id, way, type))
    await client.start(turn)
    await client.ended([turn.id])
    expect(upstream.requests.map(({ path }) => path)).toEqual(['/v1/messages'])
    const [put] = sent()[0]?.messages[0]?.content ?? []
    expect(put).toEqual(type === 'document' ? { ...document, ...expected } : { type, ...expected })
  })

  it('goes into a container as the file that it is', async () => {
    const { view } = await fresh('data.bin', `\u0000${randomBytes(20).toString('hex')}`)
    upstream.enqueue(taken('file_box'))
    const turn = asking(block(view.id, 'container', 'container_upload'))
    await client.start(turn)
    await client.ended([turn.id])
    expect(sent()[1]?.messages[0]?.content[0]).toEqual({
      type: 'container_upload',
      file_id: 'file_box',
    })
  })

  it('goes into a container by its own name, though the same bytes are there by another', async () => {
    const text = `a,b\n1,${randomBytes(8).toString('hex')}\n`
    for (const [id, name] of [
      ['file_sales', 'sales.csv'],
      ['file_costs', 'costs.csv'],
    ] as const) {
      upstream.enqueue(taken(id))
      const turn = asking(block((await upload(name, text)).id, 'container', 'container_upload'))
      await client.start(turn)
      await client.ended([turn.id])
      expect(sent().at(-1)?.messages[0]?.content[0]).toMatchObject({ file_id: id })
    }
  })

  it('is known to be there by any name that its bytes have here, and is gone for all of them once it is deleted', async () => {
    const text = `Rain fell. ${randomBytes(8).toString('hex')}`
    const [first, second] = [await upload('first.txt', text), await upload('second.txt', text)]
    upstream.enqueue(taken('file_both'))
    const turn = asking(block(first.id, 'file'))
    await client.start(turn)
    await client.ended([turn.id])
    const uploads = () =>
      Promise.all(
        [first, second].map(
          async ({ id }) =>
            ((await sendJson(`${parley.url}/api/files/${id}`)).json as FileView).uploads,
        ),
      )
    const there = { fileId: 'file_both', localId: first.id, deletedAt: null }
    expect(await uploads()).toMatchObject([[there], [there]])
    const at = (id: string) => `${parley.url}/api/files/${id}/uploads/file_both?upstream=anthropic`
    const other = await fresh()
    expect(await sendJson(at(other.view.id), { method: 'DELETE', headers: own() })).toMatchObject({
      status: 404,
    })
    upstream.enqueue(json({ id: 'file_both', type: 'file_deleted' }))
    expect(await sendJson(at(second.id), { method: 'DELETE', headers: own() })).toMatchObject({
      status: 200,
    })
    const gone = { ...there, deletedAt: expect.any(Number) }
    expect(await uploads()).toMatchObject([[gone], [gone]])
  })

  it('that the upstream does not take keeps the turn from going out, and nothing is stored', async () => {
    const { view } = await fresh()
    upstream.enqueue(failure(400, 'invalid_request_error'))
    const turn = asking(block(view.id, 'file'))
    await expect(client.start(turn)).rejects.toThrow('answered 400')
    expect(await client.conversation(turn.conversationId)).toBeNull()
  })

  it('that has no room in the request with the others is kept back, and nothing is sent or stored', async () => {
    const { view } = await fresh('long.txt', `${newId()}\n${'Rain fell. '.repeat(1024 ** 2)}`)
    const turn = asking(...Array.from({ length: 3 }, () => block(view.id, 'text')))
    await expect(client.start(turn)).rejects.toThrow('answered 413')
    const large = await upload('large.png', Buffer.concat([PNG, randomBytes(8 * 1024 ** 2)]))
    const alone = asking(block(large.id, 'base64', 'image'))
    await expect(client.start(alone)).rejects.toThrow(/answered 413.*large\.png is too large/)
    expect(upstream.requests).toEqual([])
    expect(await client.conversation(turn.conversationId)).toBeNull()
  })

  it('that has gone upstream says so, and is sent again with the next request', async () => {
    const { view } = await fresh()
    const gone = {
      type: 'error',
      error: { type: 'not_found_error', message: 'File not found: file_gone' },
    }
    upstream.enqueue(taken('file_gone'), json(gone, { status: 404 }), taken('file_again'))
    const turn = asking(block(view.id, 'file'))
    await client.start(turn)
    await client.ended([turn.id])
    const uploads = async () =>
      ((await sendJson(`${parley.url}/api/files/${view.id}`)).json as FileView).uploads
    await expect
      .poll(uploads)
      .toMatchObject([{ fileId: 'file_gone', deletedAt: expect.any(Number) }])
    const again = newTurn('', {
      conversationId: turn.conversationId,
      parentId: turn.userMessage?.id ?? null,
      userMessage: null,
    })
    await client.start(again)
    const runs = await client.ended([again.id])
    expect(runs.get(again.id)?.status).toBe('complete')
    expect(sent().at(-1)?.messages[0]?.content[0]).toMatchObject({
      source: { type: 'file', file_id: 'file_again' },
    })
  })

  it('is sent ahead of the turn where somebody asks for that, and is not sent again with it', async () => {
    const { view } = await fresh()
    upstream.enqueue(taken('file_ahead'))
    const ahead = await post(`/api/files/${view.id}/uploads`, {
      upstream: 'anthropic',
      way: 'file',
    })
    expect(ahead.json).toMatchObject({
      uploads: [{ fileId: 'file_ahead', isOfKeyInUse: true }],
    })
    const turn = asking(block(view.id, 'file'))
    await client.start(turn)
    await client.ended([turn.id])
    expect(upstream.requests.map(({ path }) => path)).toEqual(['/v1/files', '/v1/messages'])
  })
})

describe('What the drawing of a PDF needs', () => {
  const ask = (path: string) => fetch(`${parley.url}/api/pdf/${path}`)

  it.each(['cmaps/UniGB-UCS2-H.bcmap', 'standard_fonts/FoxitSerif.pfb', 'wasm/openjpeg.wasm'])(
    '%s comes from this server, byte for byte',
    async (path) => {
      const answer = await ask(path)
      expect(answer.status).toBe(200)
      const file = readFileSync(join('node_modules/pdfjs-dist', path))
      expect(Buffer.from(await answer.arrayBuffer()).equals(file)).toBe(true)
    },
  )

  it.each([
    'package.json',
    'cmaps/none.bcmap',
    'cmaps/LICENSE',
    'build/pdf.mjs',
    'cmaps/..%2Fpackage.json',
    '..%2Fpdfjs-dist/package.json',
    'wasm/openjpeg_nowasm_fallback.js',
  ])('Nothing else of the library does: %s', async (path) => {
    const answer = await ask(path)
    expect([400, 404]).toContain(answer.status)
    expect((await answer.json()).type).toBe('error')
  })
})

// The soak's scenario in small; SEED=n repeats a run, `npm run soak` runs the full sizes.
const seed = takeSeed()

it(`Files of every size arrive here and upstream as they are, and broken ones leave nothing behind (seed ${seed})`, async () => {
  const report = await runFiles({ megabytes: 12, cuts: 10, seed })
  console.log(formatReport(report))
  expect(report.violations).toEqual([])
}, 120_000)

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
