import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import Anthropic, { toFile } from '@anthropic-ai/sdk'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { namesIn } from '../../../disk/records'
import { type ServedSandbox, serveSandbox } from '../served-sandbox'
import { createFiles } from './files'
import { callFiles, sendForm } from './sent-by-hand'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const clock = { now: Date.UTC(2026, 10, 22) }
const dir = join(tmpdir(), `parley-files-${process.pid}`)
let sandbox: ServedSandbox
beforeAll(async () => {
  sandbox = await serveSandbox({
    dir,
    now: () => clock.now,
  })
})
afterAll(async () => {
  await sandbox.close()
  await rm(dir, { recursive: true, force: true })
})

const text = (bytes = 'Hello') => toFile(Buffer.from(bytes), 'hello.txt', { type: 'text/plain' })
const upload = async (bytes?: string) => sandbox.current.files.upload({ file: await text(bytes) })

beforeEach(async () => {
  for await (const { id } of sandbox.current.files.list()) await sandbox.current.files.delete(id)
})

describe('a file', () => {
  it('Item 67: is uploaded, found, listed and deleted with the current SDK', async () => {
    const file = await upload()
    expect(file).toEqual({
      id: expect.stringMatching(/^file_01/),
      type: 'file',
      filename: 'hello.txt',
      mime_type: 'text/plain',
      size_bytes: 5,
      created_at: '2026-11-22T00:00:00.000Z',
      downloadable: false,
      expires_at: null,
    })
    expect(await sandbox.current.files.retrieveMetadata(file.id)).toEqual(file)
    const page = await sandbox.current.files.list()
    expect([page.data, page.next_page]).toEqual([[file], null])
    expect(await sandbox.current.files.delete(file.id)).toEqual({
      id: file.id,
      type: 'file_deleted',
    })
    expect((await sandbox.current.files.list()).data).toEqual([])
  })

  it('Item 67: is uploaded, found, listed and deleted with an older SDK, in the old shape', async () => {
    const { files } = sandbox.classic.beta
    const file = await files.upload({ file: await text() })
    expect(await files.retrieveMetadata(file.id)).toEqual(file)
    const page = await files.list()
    expect(page).toMatchObject({
      data: [file],
      has_more: false,
      first_id: file.id,
      last_id: file.id,
    })
    expect(await files.delete(file.id)).toEqual({ id: file.id, type: 'file_deleted' })
  })
})

describe('a list of files', () => {
  it('Item 67: holds every file once, the newest first, over the pages of either shape', async () => {
    const made: string[] = []
    for (let at = 0; at < 7; at++) made.unshift((await upload(String(at))).id)
    for (const limit of [1, 3, 7, 1000]) {
      const [current, old]: [string[], string[]] = [[], []]
      for await (const { id } of sandbox.current.files.list({ limit })) current.push(id)
      for await (const { id } of sandbox.classic.beta.files.list({ limit })) old.push(id)
      expect([current, old]).toEqual([made, made])
    }
    expect((await sandbox.current.files.list({ limit: 7 })).next_page).toBeNull()
    expect((await sandbox.classic.beta.files.list({ limit: 7 })).has_more).toBe(false)
  })

  it('goes on where it was when the files of the page before are deleted', async () => {
    for (let at = 0; at < 5; at++) await upload(String(at))
    for await (const { id } of sandbox.current.files.list({ limit: 2 }))
      await sandbox.current.files.delete(id)
    for (let at = 0; at < 5; at++) await upload(String(at))
    const { files } = sandbox.classic.beta
    for await (const { id } of files.list({ limit: 2 })) await files.delete(id)
    expect((await sandbox.current.files.list()).data).toEqual([])
  })

  it('pages backwards by before_id in the old shape, and is empty in the scope of a session', async () => {
    const ids: string[] = []
    for (let at = 0; at < 4; at++) ids.unshift((await upload(String(at))).id)
    const { files } = sandbox.classic.beta
    const page = await files.list({ limit: 2, before_id: ids[3] as string })
    expect([page.data.map(({ id }) => id), page.has_more]).toEqual([ids.slice(1, 3), true])
    expect((await files.list({ scope_id: 'session_1' })).data).toEqual([])
  })

  it('names the wanted ids that there are, and silently leaves out the others', async () => {
    const [first, , third] = [await upload('1'), await upload('2'), await upload('3')]
    const page = await sandbox.current.files.list({ ids: [first.id, 'file_unknown', third.id] })
    expect([page.data, page.next_page]).toEqual([[third, first], null])
  })

  it.each([
    'limit=0',
    'limit=1001',
    'limit=x',
    'page=2',
    'page=page_%3F%3F',
    'ids%5B%5D=file_1&limit=5',
    'ids%5B%5D=file_1&page=page_MQ',
    Array.from({ length: 101 }, (_, at) => `ids%5B%5D=file_${at}`).join('&'),
  ])('answers 400 to ?%s and names the field', async (query) => {
    const { status, error } = await callFiles(sandbox.baseURL, `/v1/files?${query}`)
    expect([status, error.message]).toEqual([400, expect.stringMatching(/^(?:limit|page|ids): /)])
  })

  it('answers 400 in the old shape to a cursor that never was a file', async () => {
    const headers = { 'anthropic-beta': 'files-api-2025-04-14' }
    expect(
      (await callFiles(sandbox.baseURL, '/v1/files?after_id=file_x', { headers })).status,
    ).toBe(400)
  })
})

describe('the bytes of a file', () => {
  it('Item 68: an upload cannot be downloaded: 400 file_not_downloadable', async () => {
    const { id } = await upload()
    const refused = sandbox.current.files.download(id)
    await expect(refused).rejects.toBeInstanceOf(Anthropic.Files.FileNotDownloadableError)
    await expect(refused).rejects.toMatchObject({ status: 400 })
  })

  it('Item 68: a file that is deleted, or never was, answers 404 and is named', async () => {
    const { id } = await upload()
    await sandbox.current.files.delete(id)
    for (const gone of [id, 'file_never']) {
      for (const [path, method] of [
        [`/v1/files/${gone}`, 'GET'],
        [`/v1/files/${gone}/content`, 'GET'],
        [`/v1/files/${gone}`, 'DELETE'],
      ] as const) {
        const { status, error } = await callFiles(sandbox.baseURL, path, { method })
        expect([status, error.type]).toEqual([404, 'not_found_error'])
        expect(error.message).toContain(gone)
      }
    }
  })

  it('Item 68: after its expiry it is named for 30 days, and its download answers 404 file_expired', async () => {
    const { current } = sandbox
    const file = await current.files.upload({ file: await text('short'), expires_in_seconds: 3600 })
    expect(Date.parse(file.expires_at ?? '') - Date.parse(file.created_at)).toBe(HOUR)
    clock.now += HOUR - 1
    await expect(current.files.download(file.id)).rejects.toMatchObject({ status: 400 })
    clock.now += 1
    const refused = current.files.download(file.id)
    await expect(refused).rejects.toBeInstanceOf(Anthropic.Files.FileExpiredError)
    expect(await namesIn(join(dir, 'blobs'))).toEqual([])
    clock.now += 30 * DAY - 1
    expect(await current.files.retrieveMetadata(file.id)).toEqual(file)
    clock.now += 1
    await expect(current.files.retrieveMetadata(file.id)).rejects.toMatchObject({ status: 404 })
  })

  it.each(['3599', '7776001', '1e4', '', '-1'])(
    'answers 400 to expires_in_seconds=%s and names it',
    async (seconds) => {
      const { status, error } = await sendForm(sandbox.baseURL, [
        ['file', new Blob(['x'])],
        ['expires_in_seconds', seconds],
      ])
      expect([status, error.message]).toEqual([400, expect.stringMatching(/^expires_in_seconds: /)])
      expect(await namesIn(join(dir, 'uploads'))).toEqual([])
    },
  )

  it('are kept once where they are equal, until the last file of them goes', async () => {
    const [first, second] = [await upload('same'), await upload('same')]
    const sha256 = createHash('sha256').update('same').digest('hex')
    await sandbox.current.files.delete(first.id)
    expect(await namesIn(join(dir, 'blobs'))).toEqual([sha256])
    expect(readFileSync(join(dir, 'blobs', sha256), 'utf8')).toBe('same')
    await sandbox.current.files.delete(second.id)
    expect(await namesIn(join(dir, 'blobs'))).toEqual([])
  })
})

describe('the files that messages use', () => {
  it('are read by id with their name and type, and not found when deleted or expired', async () => {
    const own = join(tmpdir(), `parley-files-read-${process.pid}`)
    const files = createFiles(own, () => clock.now)
    const add = async (expiresInSeconds: number | null) =>
      files.add(await files.stage(Readable.from([Buffer.from('Hel'), Buffer.from('lo')])), {
        filename: 'a.txt',
        mimeType: 'text/plain',
        expiresInSeconds,
      })
    const [lasting, brief] = [await add(null), await add(3600)]
    expect(await files.read(lasting.id)).toEqual({
      filename: 'a.txt',
      mimeType: 'text/plain',
      bytes: Buffer.from('Hello'),
    })
    clock.now += HOUR
    await expect(files.read(brief.id)).rejects.toMatchObject({
      status: 404,
      message: expect.stringContaining(brief.id),
      details: { error_code: 'file_expired' },
    })
    // Its bytes are still those of the other.
    expect((await files.read(lasting.id)).bytes.toString()).toBe('Hello')
    await files.remove(lasting.id)
    await expect(files.read(lasting.id)).rejects.toMatchObject({
      status: 404,
      message: expect.stringContaining(lasting.id),
    })
    await rm(own, { recursive: true, force: true })
  })
})

describe('a sandbox that starts again', () => {
  it('has its files, and removes what a kill left of uploads', async () => {
    const kept = join(tmpdir(), `parley-files-again-${process.pid}`)
    const first = await serveSandbox({ dir: kept })
    const file = await first.current.files.upload({ file: await text() })
    await first.close()
    for (const folder of ['uploads', 'blobs', 'files']) {
      await mkdir(join(kept, folder), { recursive: true })
      await writeFile(join(kept, folder, 'left.tmp'), 'half')
    }
    await writeFile(join(kept, 'files', 'file_empty.json'), '')
    const second = await serveSandbox({ dir: kept })
    expect((await second.current.files.list()).data).toEqual([file])
    expect(await namesIn(join(kept, 'uploads'))).toEqual([])
    expect(await namesIn(join(kept, 'blobs'))).toHaveLength(1)
    expect(await namesIn(join(kept, 'files'))).not.toContain('left.tmp')
    await second.close()
    await rm(kept, { recursive: true, force: true })
  })

  it('makes no directory before there is something to keep', async () => {
    const other = join(tmpdir(), `parley-files-none-${process.pid}`)
    const idle = await serveSandbox({ dir: other })
    expect((await idle.current.files.list()).data).toEqual([])
    expect((await idle.current.messages.batches.list()).data).toEqual([])
    expect(existsSync(other)).toBe(false)
    await idle.close()
  })
})
