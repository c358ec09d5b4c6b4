import 'server-only'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import { FILE_LIMIT } from '@/lib/domain/files/ways'
import { ApiError } from '@/lib/wire/errors'
import type { Blobs, Staged } from './blobs'

/** What an upload held, hashed and copied while it passed. */
export interface Upload {
  staged: Staged
  filename: string
  mimeType: string
}

/** Looks on while an upload passes. */
export interface UploadWatch {
  /**
   * A returned promise asks the passing bytes to wait for the disk. Throws 413, or rejects with it, for a
   * piece with which the file is too large: without it no upstream has a whole file.
   */
  push(chunk: Uint8Array): void | Promise<void>
  /** What it held; null where that cannot be told. Nothing is left on disk then. */
  end(): Promise<Upload | null>
}

/**
 * Reads a multipart form beside the path of its bytes and stages a copy of its file. What it cannot
 * read, or the disk not take, it lets pass: whether a form is right is the upstream's to say.
 */
export function watchUpload(
  contentType: string,
  blobs: Pick<Blobs, 'stage' | 'discard'>,
  limit = FILE_LIMIT,
): UploadWatch {
  const form = openForm(contentType, limit)
  if (form === null) return { push: () => {}, end: async () => null }
  let part: { staged: Promise<Staged>; filename: string; mimeType: string } | null = null
  let refusal: ApiError | null = null
  let isBroken = false
  let giveUp = () => {}
  const broken = new Promise<void>((resolve) => {
    giveUp = () => {
      isBroken = true
      resolve()
    }
  })
  form.on('error', giveUp)
  form.on('file', (_name, stream, filename, _encoding, mimeType) => {
    // Once nobody reads it any more, its end is nobody's error.
    stream.on('error', () => {})
    if (part !== null) return giveUp()
    stream.once('limit', () => {
      refusal = tooLarge(limit)
    })
    const staged = blobs.stage(stream, () => {})
    staged.catch(giveUp)
    part = { staged, filename: filename ?? '', mimeType }
  })
  const check = () => {
    if (refusal !== null) throw refusal
  }
  return {
    push: (chunk) => {
      if (isBroken || form.write(chunk)) return check()
      const drained = new Promise<void>((resolve) => form.once('drain', resolve))
      return Promise.race([drained, broken]).then(check)
    },
    end: async () => {
      const finished = new Promise<void>((resolve) => form.once('finish', resolve))
      form.end()
      await Promise.race([finished, broken])
      if (part === null) return null
      const staged = await part.staged.catch(() => null)
      if (staged === null || (!isBroken && refusal === null)) {
        return staged === null ? null : { ...part, staged }
      }
      await blobs.discard(staged)
      return null
    },
  }
}

function openForm(contentType: string, fileSize: number): BusboyInstance | null {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      preservePath: true,
      isPartAFile: (name) => name === 'file',
      limits: { fileSize, fieldSize: 1024, fields: 16 },
    })
  } catch {
    return null
  }
}

function tooLarge(limit: number): ApiError {
  return new ApiError(413, `A file may have at most ${limit} bytes.`)
}
