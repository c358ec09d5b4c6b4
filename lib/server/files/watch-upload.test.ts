import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Blobs, createBlobs } from './blobs'
import { watchUpload } from './watch-upload'

let dir: string
let blobs: Blobs
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-copies-'))
  blobs = createBlobs(dir)
})
afterEach(() => rm(dir, { recursive: true }))

const TYPE = 'multipart/form-data; boundary=line'
const form = (content: string, name = 'a.txt') =>
  Buffer.from(
    `--line\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n${content}\r\n--line--\r\n`,
  )

/** Lets a form pass in pieces of so many bytes. */
async function pass(bytes: Buffer, size: number, from = blobs, limit?: number) {
  const watch = watchUpload(TYPE, from, limit)
  for (let at = 0; at < bytes.length; at += size) await watch.push(bytes.subarray(at, at + size))
  return watch.end()
}

const staged = () => readdir(join(dir, 'uploads')).catch(() => [])

describe('an upload that is watched', () => {
  it.each([1, 7, 64, 100_000])(
    'Leaves its file, hashed, however it is cut: into pieces of %s bytes',
    async (size) => {
      const content = 'Line one\r\n--lin\r\n'.repeat(size === 1 ? 20 : 5000)
      const upload = await pass(form(content, '../x.txt'), size)
      expect(upload).toMatchObject({ filename: '../x.txt', mimeType: 'text/plain' })
      const sha256 = createHash('sha256').update(content).digest('hex')
      expect(upload?.staged).toMatchObject({ sha256, sizeBytes: content.length })
      expect(await readFile(upload?.staged.path ?? '', 'utf8')).toBe(content)
    },
  )

  it('Leaves nothing when it breaks off', async () => {
    const whole = form('x'.repeat(100_000))
    expect(await pass(whole.subarray(0, 50_000), 1000)).toBeNull()
    expect(await staged()).toEqual([])
  })

  it('Is refused, and leaves nothing, when its file grows past the limit', async () => {
    const watch = watchUpload(TYPE, blobs, 100_000)
    const bytes = form('x'.repeat(300_000))
    const passAll = async () => {
      for (let at = 0; at < bytes.length; at += 1000)
        await watch.push(bytes.subarray(at, at + 1000))
    }
    await expect(passAll()).rejects.toMatchObject({
      status: 413,
      message: 'A file may have at most 100000 bytes.',
    })
    expect(await watch.end()).toBeNull()
    expect(await staged()).toEqual([])
    expect(await pass(form('x'.repeat(100_000)), 1000, blobs, 100_000)).not.toBeNull()
  })

  it.each([1000, 100_300, 1_000_000])(
    'Is refused with the piece that holds the one byte too many, before that goes on: pieces of %s bytes',
    async (size) => {
      const bytes = form('x'.repeat(100_001))
      await expect(pass(bytes, size, blobs, 100_000)).rejects.toMatchObject({ status: 413 })
    },
  )

  it('Goes on when the disk takes nothing', async () => {
    const full: Pick<Blobs, 'stage' | 'discard'> = {
      ...blobs,
      stage: async (chunks) => {
        for await (const _ of chunks) throw new Error('ENOSPC')
        throw new Error('ENOSPC')
      },
    }
    expect(await pass(form('x'.repeat(5_000_000)), 65_536, { ...blobs, ...full })).toBeNull()
  })

  it('Passes unread when it is no form, or has no file', async () => {
    const none = watchUpload('application/json', blobs)
    await none.push(Buffer.from('{}'))
    expect(await none.end()).toBeNull()
    const field = 'content-disposition: form-data; name="expires_in_seconds"'
    expect(await pass(Buffer.from(`--line\r\n${field}\r\n\r\n3600\r\n--line--\r\n`), 10)).toBeNull()
  })
})
