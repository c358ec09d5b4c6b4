import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FileList, FileView, ListedFile } from '@/lib/domain/files/file'
import { newId } from '@/lib/domain/ids'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { upstreamEnv } from '../harness/parley-client'
import { send, sendJson } from '../harness/raw-http'
import { DOORS, type ParleyServer, startParley } from '../harness/server'
import { failure, json } from '../harness/upstream/script'

const VERSION = { 'anthropic-version': '2026-10-21' }
const WORKSPACE = 'anthropic-workspace-id'

let upstream: FakeUpstream
let parley: ParleyServer
const start = async (env: Record<string, string> = {}) => {
  upstream = await startFakeUpstream()
  parley = await startParley({ env: { ...upstreamEnv(upstream.url), ...env } })
}
const stop = async () => {
  await parley.stop()
  await upstream.close()
}

const own = (method: string, body?: object) => ({
  method,
  headers: { origin: parley.url, 'content-type': 'application/json' },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
})
const gateway = (path: string, more: Parameters<typeof send>[1] = {}) => {
  const headers = { 'x-api-key': parley.gatewayKey, ...VERSION, ...more.headers }
  return send(parley.url + path, { ...more, headers })
}
const view = async (id: string) =>
  (await sendJson(`${parley.url}/api/files/${id}`)).json as FileView
const list = async (query = '') =>
  (await sendJson(`${parley.url}/api/files${query}`)).json as FileList
const deleteAt = (id: string, fileId: string, name = 'anthropic') =>
  sendJson(`${parley.url}/api/files/${id}/uploads/${fileId}?upstream=${name}`, own('DELETE'))

/** Uploads a file as a program does, which the upstream calls by this id; answers what is known of it here. */
async function uploadAs(fileId: string, workspace = 'wrkspc_1'): Promise<ListedFile> {
  const content = `Rain fell. ${randomBytes(8).toString('hex')}`
  const line = 'x-line-of-the-form'
  const name = `${newId()}.txt`
  const disposition = `content-disposition: form-data; name="file"; filename="${name}"`
  const body = `--${line}\r\n${disposition}\r\ncontent-type: text/plain\r\n\r\n${content}\r\n--${line}--\r\n`
  const answer = { id: fileId, type: 'file', filename: name, mime_type: 'text/plain' }
  upstream.enqueue(json(answer, { headers: [[WORKSPACE, workspace]] }))
  const headers = { 'content-type': `multipart/form-data; boundary=${line}` }
  expect((await gateway('/v1/files', { body, headers })).status).toBe(200)
  const found = async () => (await list(`?q=${name}`)).files
  await expect.poll(found).toHaveLength(1)
  const [file] = await found()
  if (file === undefined) throw new Error('It was there a moment ago.')
  return file
}

const document = (file_id: string) => ({ type: 'document', source: { type: 'file', file_id } })
const asking = (...content: object[]) =>
  JSON.stringify({
    model: 'claude-sonnet-5-5',
    max_tokens: 9,
    messages: [{ role: 'user', content: [...content, { type: 'text', text: 'Why?' }] }],
  })

describe.each(DOORS)('Through %s', (_door, door) => {
  beforeAll(() => start(door))
  afterAll(stop)
  beforeEach(() => upstream.reset())

  it('a run of a program is a use of the files that it names by ids that are known here, each once', async () => {
    const [first, second] = [await uploadAs('file_first'), await uploadAs('file_second')]
    const named = document('file_first')
    const quoted = { type: 'text', text: '"file_id":"file_second"' }
    await gateway('/v1/messages', { body: asking(named, named, quoted, document('file_unknown')) })
    await expect
      .poll(async () => (await view(first.id)).useCounts)
      .toEqual({ conversations: 0, runs: 1 })
    const { uses } = await view(first.id)
    expect(uses).toMatchObject([{ conversationId: null, title: 'claude-sonnet-5-5' }])
    const run = await sendJson(`${parley.url}/api/runs/${uses[0]?.runId}`)
    expect(run.json).toMatchObject({ id: uses[0]?.runId, source: 'gateway' })
    expect((await view(second.id)).uses).toEqual([])
  })

  it('a run that names a file as soon as its upload is answered is a use of it all the same', async () => {
    for (let round = 0; round < 10; round++) {
      const id = `file_at_once_${round}`
      upstream.enqueue(json({ id, type: 'file', filename: `${id}.txt` }))
      const line = 'x-line'
      const body = `--${line}\r\ncontent-disposition: form-data; name="file"; filename="${id}.txt"\r\n\r\n${newId()}\r\n--${line}--\r\n`
      const headers = { 'content-type': `multipart/form-data; boundary=${line}` }
      await gateway('/v1/files', { body, headers })
      await gateway('/v1/messages', { body: asking(document(id)) })
      const uses = async () => {
        const [file] = (await list(`?q=${id}.txt`)).files
        return file === undefined ? null : (await view(file.id)).useCounts.runs
      }
      await expect.poll(uses).toBe(1)
    }
  })

  it.each(['/v1/files/ID', '/v1/files/ID/content'])(
    'a file of which %s answers that there is none is gone from there',
    async (path) => {
      const fileId = `file_${newId()}`
      const { id } = await uploadAs(fileId)
      const upload = async () => (await view(id)).uploads[0]?.deletedAt
      upstream.enqueue(failure(500, 'api_error'))
      await gateway(path.replace('ID', fileId))
      expect(await upload()).toBeNull()
      upstream.enqueue(failure(404, 'not_found_error'))
      await gateway(path.replace('ID', fileId), { headers: { [WORKSPACE]: 'wrkspc_other' } })
      expect(await upload()).toBeNull()
      upstream.enqueue(failure(404, 'not_found_error'))
      await gateway(path.replace('ID', fileId))
      await expect.poll(upload).toEqual(expect.any(Number))
    },
  )
})

describe('A file that a program uploaded', () => {
  beforeAll(() => start())
  afterAll(stop)
  beforeEach(() => upstream.reset())

  it('is looked into once somebody lists the files, and is found by its kind from then on', async () => {
    const { id } = await uploadAs(`file_${newId()}`)
    await expect.poll(async () => (await list()).isLooking).toBe(false)
    const { files } = await list('?kind=text&source=gateway')
    expect(files.find((file) => file.id === id)?.facts?.kind).toBe('text')
  })

  it('is deleted at its upstream, and kept here, when a person asks for that', async () => {
    const fileId = `file_${newId()}`
    const { id } = await uploadAs(fileId)
    upstream.enqueue(json({ id: fileId, type: 'file_deleted' }))
    const { status, json: now } = await deleteAt(id, fileId)
    expect(status).toBe(200)
    expect(now).toMatchObject({ hasCopy: true, uploads: [{ deletedAt: expect.any(Number) }] })
    const { method, path } = upstream.requests.at(-1) ?? {}
    expect([method, path]).toEqual(['DELETE', `/v1/files/${fileId}`])
  })

  it('counts as deleted there where the upstream has it no more, and not where it says anything else', async () => {
    const fileId = `file_${newId()}`
    const { id } = await uploadAs(fileId)
    upstream.enqueue(failure(403, 'permission_error'))
    expect((await deleteAt(id, fileId)).status).toBe(403)
    expect((await view(id)).uploads).toMatchObject([{ deletedAt: null }])
    upstream.enqueue(failure(404, 'not_found_error'))
    expect((await deleteAt(id, fileId)).status).toBe(200)
    expect((await view(id)).uploads).toMatchObject([{ deletedAt: expect.any(Number) }])
  })

  it('cannot be deleted by the name of another, nor at an upstream that was never sent it', async () => {
    const fileId = `file_${newId()}`
    const { id } = await uploadAs(fileId)
    const { id: other } = await uploadAs(`file_${newId()}`)
    upstream.reset()
    expect((await deleteAt(other, fileId)).status).toBe(404)
    expect((await deleteAt(id, fileId, 'sandbox')).status).toBe(404)
    expect((await deleteAt(id, fileId, 'nobody')).status).toBe(404)
    expect(upstream.requests).toEqual([])
  })

  it('says that it was deleted, and is there again when that is taken back', async () => {
    const { id } = await uploadAs(`file_${newId()}`)
    const patch = (deleted: boolean) =>
      sendJson(`${parley.url}/api/files/${id}`, own('PATCH', { deleted }))
    expect((await patch(true)).json).toMatchObject({ isDeleted: true, hasCopy: true })
    expect((await patch(false)).json).toMatchObject({ isDeleted: false })
  })
})
