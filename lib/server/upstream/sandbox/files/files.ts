import 'server-only'
import { join } from 'node:path'
import { ApiError } from '@/lib/wire/errors'
import { createLine } from '../../../disk/in-turn'
import { openRecords, type Records } from '../../../disk/records'
import { type Blobs, createBlobs, type Staged } from '../../../files/blobs'
import { newWireId } from '../wire-id'
import { type FileRecord, fileRecord } from './record'

/** Of one file and of all (claude-api.md §8). */
export const FILE_LIMIT = 500 * 1024 ** 2
export const FILES_QUOTA = 1024 ** 4

/** An expired file is named for so long (claude-api.md §8). */
const NAMED_AFTER_EXPIRY_MS = 30 * 24 * 3_600_000

export interface FilesOptions {
  maxBytes?: number
  quotaBytes?: number
}

/** What an upload says of its file. */
export interface NewFile {
  filename: string
  mimeType: string
  expiresInSeconds: number | null
}

/** The Files API's files. Nothing is made or opened before it is asked for. */
export interface Files {
  /** Writes the bytes of an upload; throws the 413, or the 400 of the quota, where they cross it. */
  stage(chunks: AsyncIterable<Uint8Array>): Promise<Staged>
  /** Makes a file of staged bytes. */
  add(staged: Staged, file: NewFile): Promise<FileRecord>
  discard(staged: Staged): Promise<void>
  /** As of now. */
  records(): Promise<Records<FileRecord>>
  /** Expired ones too. Throws the 404 that names the file. */
  find(id: string): Promise<FileRecord>
  /** A file and its bytes. Throws the 404 that names the file, or that of an expired one. */
  read(id: string): Promise<{ mimeType: string; filename: string; bytes: Buffer }>
  remove(id: string): Promise<void>
}

/** The files of `dir`, by the clock `now`. */
export function createFiles(
  dir: string,
  now: () => number,
  { maxBytes = FILE_LIMIT, quotaBytes = FILES_QUOTA }: FilesOptions = {},
): Files {
  const blobs = createBlobs(dir)
  const inTurn = createLine()
  let opened: Records<FileRecord> | null = null
  const current = () =>
    inTurn(async () => {
      opened ??= await openFiles(dir, blobs)
      await dropExpired(opened, blobs, now())
      return opened
    })
  const find = async (id: string) => {
    const record = (await current()).get(id)
    if (record === undefined) throw new ApiError(404, `File not found: ${id}`)
    return record
  }
  const checkQuota = (bytes: number) => {
    if (bytes > quotaBytes) throw quotaExceeded()
  }

  return {
    async stage(chunks) {
      const used = usedBytes(await current())
      return blobs.stage(chunks, (sizeBytes) => {
        if (sizeBytes > maxBytes) throw tooLarge(maxBytes)
        checkQuota(used + sizeBytes)
      })
    },
    async add(staged, { filename, mimeType, expiresInSeconds }) {
      const records = await current()
      return inTurn(async () => {
        checkQuota(usedBytes(records) + staged.sizeBytes)
        const [id, place, createdAt] = [newWireId('file'), records.nextPlace(), now()]
        const expiresAt = expiresInSeconds === null ? null : createdAt + expiresInSeconds * 1000
        const { sizeBytes, sha256 } = staged
        const known = { filename, mimeType, sizeBytes, sha256 }
        const record: FileRecord = { id, place, ...known, createdAt, expiresAt }
        await blobs.keep(staged)
        await records.put(record)
        return record
      })
    },
    discard: (staged) => blobs.discard(staged),
    records: current,
    find,
    async read(id) {
      const { mimeType, filename, sha256 } = await find(id)
      if (sha256 === null) throw expired(id)
      return { mimeType, filename, bytes: await blobs.read(sha256) }
    },
    async remove(id) {
      const { sha256 } = await find(id)
      const records = await current()
      await inTurn(async () => {
        await records.remove(id)
        await removeUnused(records, blobs, sha256)
      })
    },
  }
}

async function openFiles(dir: string, blobs: Blobs): Promise<Records<FileRecord>> {
  const records = await openRecords(join(dir, 'files'), fileRecord)
  const used = new Set(records.all().map(({ sha256 }) => sha256))
  await blobs.clean((sha256) => used.has(sha256))
  return records
}

/** What has expired loses its bytes, and after a while its name. */
async function dropExpired(records: Records<FileRecord>, blobs: Blobs, now: number): Promise<void> {
  for (const record of records.all()) {
    const { id, expiresAt, sha256 } = record
    if (expiresAt === null || expiresAt > now) continue
    if (sha256 !== null) await records.put({ ...record, sha256: null })
    if (expiresAt + NAMED_AFTER_EXPIRY_MS <= now) await records.remove(id)
    await removeUnused(records, blobs, sha256)
  }
}

async function removeUnused(
  records: Records<FileRecord>,
  blobs: Blobs,
  sha256: string | null,
): Promise<void> {
  const isUsed = records.all().some((record) => record.sha256 === sha256)
  if (sha256 !== null && !isUsed) await blobs.remove(sha256)
}

function usedBytes(records: Records<FileRecord>): number {
  return records
    .all()
    .reduce((sum, { sizeBytes, sha256 }) => sum + (sha256 === null ? 0 : sizeBytes), 0)
}

/** Also the answer to a download of an expired file. */
export function expired(id: string): ApiError {
  return new ApiError(404, `File has expired: ${id}`, { details: { error_code: 'file_expired' } })
}

function tooLarge(maxBytes: number): ApiError {
  return new ApiError(413, `File exceeds the maximum size of ${maxBytes / 1024 ** 2} MB.`)
}

function quotaExceeded(): ApiError {
  return new ApiError(400, 'The file storage quota of the organization is exceeded.', {
    details: { error_code: 'storage_quota_exceeded' },
  })
}
