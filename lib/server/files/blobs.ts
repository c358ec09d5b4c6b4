import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { hasCode } from '../disk/error-code'
import { namesIn } from '../disk/records'

/** Bytes that gather before they are written: a write for each piece off the wire costs more than the bytes. */
const AT_ONCE = 1024 * 1024

/** Bytes that have arrived and belong to no file yet. */
export interface Staged {
  path: string
  sha256: string
  sizeBytes: number
}

/** Of the blobs that nothing knows. */
export interface Cleaned {
  removed: number
  left: number
}

/** Bytes by their sha256: equal ones are kept once. */
export interface Blobs {
  /** Writes what comes, as fast as the disk takes it; `check` sees the size grow and may throw. */
  stage(chunks: AsyncIterable<Uint8Array>, check: (sizeBytes: number) => void): Promise<Staged>
  keep(staged: Staged): Promise<void>
  discard(staged: Staged): Promise<void>
  read(sha256: string): Promise<Buffer>
  /** Where bytes that are kept lie, to be read as a stream or in another thread. */
  path(sha256: string): string
  has(sha256: string): Promise<boolean>
  remove(sha256: string): Promise<void>
  /**
   * Removes the uploads of a process that has ended, and the blobs that `isUsed` has not known for so
   * many ms: until then they lie aside, and come back when it knows them again.
   */
  clean(isUsed: (sha256: string) => boolean, graceMs?: number): Promise<Cleaned>
}

/** Blobs in `dir/blobs`, in `dir/uploads` those that are still arriving, in `dir/unclaimed` what nothing knows. */
export function createBlobs(dir: string): Blobs {
  const [uploads, blobs] = [join(dir, 'uploads'), join(dir, 'blobs')]
  const unclaimed = join(dir, 'unclaimed')
  const discard = (path: string) => rm(path, { force: true })
  return {
    async stage(chunks, check) {
      await mkdir(uploads, { recursive: true })
      const path = join(uploads, randomUUID())
      const hash = createHash('sha256')
      const file = await open(path, 'wx')
      let sizeBytes = 0
      let gathered: Uint8Array[] = []
      let waiting = 0
      const write = async () => {
        const pieces = gathered
        gathered = []
        waiting = 0
        await writeAll(file, pieces)
      }
      try {
        for await (const chunk of chunks) {
          sizeBytes += chunk.byteLength
          check(sizeBytes)
          hash.update(chunk)
          gathered.push(chunk)
          waiting += chunk.byteLength
          if (waiting >= AT_ONCE) await write()
        }
        if (waiting > 0) await write()
        // Before anything says that it is there; and a commit that came first would wait for it, with
        // the whole server.
        await file.datasync()
      } catch (error) {
        await discard(path)
        throw error
      } finally {
        await file.close()
      }
      return { path, sha256: hash.digest('hex'), sizeBytes }
    },
    async keep(staged) {
      await mkdir(blobs, { recursive: true })
      await rename(staged.path, join(blobs, staged.sha256))
      // Its name is on the disk before anything says that it is there.
      await syncDirectory(blobs)
    },
    discard: ({ path }) => discard(path),
    read: (sha256) => readFile(join(blobs, sha256)),
    path: (sha256) => join(blobs, sha256),
    remove: (sha256) => rm(join(blobs, sha256), { force: true }),
    async has(sha256) {
      return (await writtenAt(join(blobs, sha256))) !== null
    },
    async clean(isUsed, graceMs = 0) {
      await rm(uploads, { recursive: true, force: true })
      await moveAll(unclaimed, blobs, isUsed)
      await moveAll(blobs, unclaimed, (name) => !isUsed(name))
      const names = await namesIn(unclaimed)
      let removed = 0
      for (const path of names.map((name) => join(unclaimed, name))) {
        if (((await writtenAt(path)) ?? 0) > Date.now() - graceMs) continue
        await rm(path, { force: true })
        removed += 1
      }
      return { removed, left: names.length - removed }
    },
  }
}

/** Moves what is meant, and notes on it that this was now. */
async function moveAll(from: string, to: string, isMeant: (name: string) => boolean) {
  const names = (await namesIn(from)).filter(isMeant)
  if (names.length > 0) await mkdir(to, { recursive: true })
  const now = new Date()
  for (const name of names) {
    // First the time: a kill in between leaves nothing that looks older than it is.
    await utimes(join(from, name), now, now)
    await rename(join(from, name), join(to, name))
  }
}

/** When a file was last written, ms; null where there is none. */
async function writtenAt(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path)
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

/** Pieces that one system call takes as they are; more of them are small, and copied together first. */
const MOST_PIECES = 256

async function writeAll(file: FileHandle, pieces: readonly Uint8Array[]): Promise<void> {
  if (pieces.length > MOST_PIECES) return file.writeFile(Buffer.concat(pieces))
  const size = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const { bytesWritten } = await file.writev(pieces)
  // A disk may take less at a time.
  if (bytesWritten < size) await file.writeFile(Buffer.concat(pieces).subarray(bytesWritten))
}
