import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import Anthropic, { toFile } from '@anthropic-ai/sdk'
import Database from 'libsql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FileRow, UploadRow } from '@/lib/server/store/schema-files'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { upstreamEnv } from '../harness/parley-client'
import { type RawCall, send, sendJson } from '../harness/raw-http'
import { DOORS, type ParleyServer, startParley } from '../harness/server'
import { failure, json } from '../harness/upstream/script'

const VERSION = { 'anthropic-version': '2026-10-21' }
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** What is noted of an upload, and whether its file has a copy here. */
type Noted = UploadRow & Pick<FileRow, 'has_copy'>
const NOTED = `SELECT uploads.*, files.has_copy FROM uploads
  JOIN files ON files.id = uploads.local_id ORDER BY uploads.created_at`

/** A form with one file, and its headers. */
function form(content: Uint8Array, name = 'report.txt') {
  const line = 'x-line-of-the-form'
  const head = `--${line}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n`
  const body = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${line}--\r\n`)])
  return { body, headers: { 'content-type': `multipart/form-data; boundary=${line}` } }
}

/** Sends an upload over a connection of the agent's; answers its status and that connection's port. */
function sendOver(agent: Agent, url: string, headers: Record<string, string>, body: Buffer) {
  return new Promise<{ status: number | undefined; port: number | undefined }>(
    (resolve, reject) => {
      const outgoing = request(url, { method: 'POST', agent, headers }, (incoming) => {
        const port = incoming.socket.localPort
        incoming.resume().on('end', () => resolve({ status: incoming.statusCode, port }))
      })
      outgoing.on('error', reject).end(body)
    },
  )
}

const metadata = (id: string, size: number) => ({
  id,
  type: 'file',
  filename: 'report.txt',
  mime_type: 'text/plain',
  size_bytes: size,
  created_at: '2026-11-01T00:00:00Z',
  downloadable: false,
  expires_at: '2026-12-01T00:00:00Z',
})

describe.each(DOORS)('Through %s', (_door, door) => {
  let upstream: FakeUpstream
  let parley: ParleyServer
  beforeAll(async () => {
    upstream = await startFakeUpstream()
    parley = await startParley({ env: { ...door, ...upstreamEnv(upstream.url) } })
  })
  afterAll(async () => {
    await parley.stop()
    await upstream.close()
  })
  beforeEach(() => upstream.reset())

  const call = (path: string, more: RawCall = {}): Parameters<typeof send> => {
    const headers = { 'x-api-key': parley.gatewayKey, ...VERSION, ...more.headers }
    return [parley.url + path, { ...more, headers }]
  }
  const uploads = (): Noted[] => {
    const database = new Database(join(parley.dataDir, 'parley.db'), { readonly: true })
    try {
      return database.prepare(NOTED).all() as Noted[]
    } finally {
      database.close()
    }
  }
  const copies = () => readdirSync(join(parley.dataDir, 'files', 'blobs'))
  const client = () =>
    new Anthropic({ baseURL: `${parley.url}/u/sandbox`, apiKey: parley.gatewayKey, maxRetries: 0 })

  describe('files', () => {
    it('Items 15, 67: an upload arrives byte for byte, and a copy of it is kept by its hash', async () => {
      const content = randomBytes(3_000_000)
      const { body, headers } = form(content)
      upstream.enqueue(json(metadata('file_kept', content.length)))
      const answer = await sendJson(...call('/v1/files', { body, headers }))
      expect(answer.json).toMatchObject({ id: 'file_kept' })
      expect(sha256(upstream.requests[0]?.body ?? Buffer.alloc(0))).toBe(sha256(body))
      const hash = sha256(content)
      await expect.poll(uploads).toMatchObject([
        {
          file_id: 'file_kept',
          upstream: 'anthropic',
          sha256: hash,
          filename: 'report.txt',
          size_bytes: content.length,
          has_copy: 1,
          expires_at: Date.parse('2026-12-01T00:00:00Z'),
        },
      ])
      expect(sha256(readFileSync(join(parley.dataDir, 'files', 'blobs', hash)))).toBe(hash)
    })

    it('A refused upload leaves no copy, and its deletion upstream is noted where it went through', async () => {
      const before = { rows: uploads().length, copies: copies().length }
      const { body, headers } = form(randomBytes(100_000))
      upstream.enqueue(failure(400, 'invalid_request_error'))
      expect((await send(...call('/v1/files', { body, headers }))).status).toBe(400)
      upstream.enqueue(json({ id: 'file_kept', type: 'file_deleted' }))
      await send(...call('/v1/files/file_kept', { method: 'DELETE' }))
      await expect.poll(() => uploads()[0]?.deleted_at).toEqual(expect.any(Number))
      expect({ rows: uploads().length, copies: copies().length }).toEqual(before)
      const arriving = () => readdirSync(join(parley.dataDir, 'files', 'uploads'))
      await expect.poll(arriving).toEqual([])
    })

    it('A copy is kept and a deletion noted though the answers are compressed, as most clients ask for', async () => {
      const content = randomBytes(1000)
      const { body, headers } = form(content)
      upstream.enqueue(json(metadata('file_zipped', content.length), { isGzip: true }))
      expect((await send(...call('/v1/files', { body, headers }))).status).toBe(200)
      const row = () => uploads().find(({ file_id }) => file_id === 'file_zipped')
      await expect.poll(row).toMatchObject({ sha256: sha256(content), has_copy: 1 })
      upstream.enqueue(json({ id: 'file_zipped', type: 'file_deleted' }, { isGzip: true }))
      await send(...call('/v1/files/file_zipped', { method: 'DELETE' }))
      await expect.poll(() => row()?.deleted_at).toEqual(expect.any(Number))
    })

    it('An upload that cannot be noted is answered, on a connection that goes on', async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      const damage = new Database(join(parley.dataDir, 'parley.db'), { timeout: 5000 })
      damage.exec('ALTER TABLE uploads RENAME TO uploads_away')
      try {
        const { body, headers } = form(randomBytes(1000))
        upstream.setDefault(json(metadata('file_unnoted', 1000)))
        const own = { 'x-api-key': parley.gatewayKey, ...VERSION, ...headers }
        const ask = () => sendOver(agent, `${parley.url}/v1/files`, own, body)
        const [first, second] = [await ask(), await ask()]
        expect([first.status, second.status]).toEqual([200, 200])
        expect(second.port).toBe(first.port)
      } finally {
        damage.exec('ALTER TABLE uploads_away RENAME TO uploads')
        damage.close()
        agent.destroy()
      }
    })

    it('Items 67, 68, 69: the SDK uploads, reads, lists and deletes through the gateway', async () => {
      const file = await toFile(Buffer.from('Rain fell on 12 days.'), 'rain.txt', {
        type: 'text/plain',
      })
      const { id } = await client().files.upload({ file })
      expect(await client().files.retrieveMetadata(id)).toMatchObject({ filename: 'rain.txt' })
      const ids: string[] = []
      for await (const one of client().files.list({ limit: 1 })) ids.push(one.id)
      expect(ids).toContain(id)
      await expect(client().files.download(id)).rejects.toMatchObject({
        status: 400,
        error: { error: { details: { error_code: 'file_not_downloadable' } } },
      })
      expect(await client().files.delete(id)).toMatchObject({ id, type: 'file_deleted' })
      await expect(client().files.retrieveMetadata(id)).rejects.toMatchObject({ status: 404 })
    })
  })

  describe('batches', () => {
    it('Item 70: three rows end with fitting counts, and results_url leads back here', async () => {
      const params = { model: 'claude-opus-5-5', max_tokens: 50 }
      const ask = (content: string) => ({
        ...params,
        messages: [{ role: 'user' as const, content }],
      })
      const created = await client().messages.batches.create({
        requests: [
          { custom_id: 'good', params: ask('Hi') },
          { custom_id: 'bad', params: { ...ask('Hi'), max_tokens: 10_000_000 } },
          { custom_id: 'refused', params: ask('[[refuse]]') },
        ],
      })
      const batch = async () => client().messages.batches.retrieve(created.id)
      await expect
        .poll(async () => (await batch()).processing_status, { timeout: 20_000 })
        .toBe('ended')
      const ended = await batch()
      expect(ended.request_counts).toMatchObject({ succeeded: 2, errored: 1 })
      expect(ended.results_url).toBe(
        `${parley.url}/u/sandbox/v1/messages/batches/${created.id}/results`,
      )
      const types: Record<string, string> = {}
      for await (const row of await client().messages.batches.results(created.id)) {
        types[row.custom_id] = row.result.type
      }
      expect(types).toEqual({ good: 'succeeded', bad: 'errored', refused: 'succeeded' })
    })

    it('Item 71: a batch that is canceled ends, cannot be deleted before, and ids are looked at', async () => {
      const { batches } = client().messages
      const row = (custom_id: string, content: string) => {
        const messages = [{ role: 'user' as const, content }]
        return { custom_id, params: { model: 'claude-opus-5-5', max_tokens: 50, messages } }
      }
      for (const id of ['a b', 'twice']) {
        const requests = [row(id, 'Hi'), row('twice', 'Hi')]
        await expect(batches.create({ requests })).rejects.toMatchObject({ status: 400 })
      }
      // Never ends by itself.
      const requests = [row('stalled', '[[tokens=20]] [[stall after=5]]')]
      const { id } = await batches.create({ requests })
      await expect(batches.delete(id)).rejects.toMatchObject({ status: 400 })
      const canceling = await batches.cancel(id)
      expect(canceling).toMatchObject({ processing_status: 'canceling', results_url: null })
      const ended = async () => (await batches.retrieve(id)).processing_status
      await expect.poll(ended, { timeout: 20_000 }).toBe('ended')
      const types: string[] = []
      for await (const one of await batches.results(id)) types.push(one.result.type)
      expect(types).toEqual(['canceled'])
      expect(await batches.delete(id)).toMatchObject({ id, type: 'message_batch_deleted' })
      await expect(batches.retrieve(id)).rejects.toMatchObject({ status: 404 })
    })

    it('Items 15, 70: only results_url changes in a batch’s answer, each other byte stays', async () => {
      const text = (host: string) =>
        `{ "id":"msgbatch_1","n":9007199254740993,"results_url" : "${host}/v1/messages/batches/msgbatch_1/results", "note":"\\"results_url\\":\\"https://a.example/v1/messages/batches/x\\"","a":1,"a":2}`
      const headers = [['content-type', 'application/json']] as const
      upstream.enqueue({ frames: [text('https://api.anthropic.com')], headers: [...headers] })
      const answer = await send(...call('/v1/messages/batches/msgbatch_1'))
      expect(answer.body.toString()).toBe(text(parley.url))
      upstream.enqueue(
        json({ results_url: `${upstream.url}/v1/messages/batches/b/results` }, { isGzip: true }),
      )
      const behind = { 'x-forwarded-proto': 'https' }
      const zipped = await sendJson(
        ...call('/u/anthropic/v1/messages/batches/b', { headers: behind }),
      )
      const base = `${parley.url.replace('http:', 'https:')}/u/anthropic`
      expect(zipped.json).toEqual({ results_url: `${base}/v1/messages/batches/b/results` })
    })
  })

  describe('an answer about batches that is not what it should be', () => {
    it('Passes as it is, though its results_url is no JSON', async () => {
      const text = String.raw`{"results_url":"a\x/v1/messages/batches/b/results"}`
      upstream.enqueue({ frames: [text], headers: [['content-type', 'application/json']] })
      const signal = AbortSignal.timeout(5000)
      const answer = await send(...call('/v1/messages/batches/b', { signal }))
      expect(answer.body.toString()).toBe(text)
    })

    it('Arrives whole and decoded, though it is longer than what is held', async () => {
      const note = 'x'.repeat(17 * 1024 * 1024) + randomBytes(1024 * 1024).toString('base64')
      upstream.enqueue(json({ note }, { isGzip: true }))
      const answer = await send(...call('/v1/messages/batches/b'))
      expect(answer.headers['content-encoding']).toBeUndefined()
      expect(sha256(answer.body)).toBe(sha256(Buffer.from(JSON.stringify({ note }))))
    })
  })

  describe('upstreams by name', () => {
    it('Each is reached under /u/NAME, and a name that is not configured is 404', async () => {
      const body = '{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}'
      await send(...call('/u/anthropic/v1/messages?beta=true', { body }))
      expect(upstream.requests.map(({ path }) => path)).toEqual(['/v1/messages?beta=true'])
      const answer = await sendJson(...call('/u/sandbox/v1/models/claude-opus-5-5'))
      expect(answer.json).toMatchObject({ id: 'claude-opus-5-5' })
      for (const path of ['/u/nobody/v1/messages', '/u/evil.example:80/v1/messages']) {
        const none = await sendJson(...call(path, { body }))
        expect(none).toMatchObject({ status: 404, json: { error: { type: 'not_found_error' } } })
      }
      expect((await send(...call('/u/anthropic', { body }))).status).toBe(404)
      expect(upstream.requests).toHaveLength(1)
    })
  })
})
