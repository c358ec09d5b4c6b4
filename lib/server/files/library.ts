import 'server-only'
import type { Selectable } from 'kysely'
import type { FileFacts } from '@/lib/domain/files/facts'
import {
  type FileList,
  type FilesQuery,
  type FileView,
  type ListedFile,
  newFileSchema,
  readableName,
  type UploadView,
} from '@/lib/domain/files/file'
import { FILE_LIMIT } from '@/lib/domain/files/ways'
import { ApiError, isApiError } from '@/lib/wire/errors'
import { readUses } from '../store/file-uses'
import {
  getFile,
  listFiles,
  noSuchFile,
  putFile,
  type StoredFile,
  setFacts,
  setFileDeleted,
} from '../store/files'
import { type Db, OWNER } from '../store/schema'
import type { UploadRow } from '../store/schema-files'
import { listUploads } from '../store/uploads'
import type { Upstreams } from '../upstream/table'
import { Arrivals } from './arrivals'
import type { Copies } from './copies'
import { createInspector, type Inspector } from './inspect/inspect'
import { Looks } from './looks'
import { isAt, type Place, placeOf } from './place'
import { remembered } from './remembered'

interface Parts {
  db: Db
  copies: Copies
  upstreams: Upstreams
}

/** A file that is coming. */
interface Incoming {
  id: string
  /** Made readable. */
  name: string
  bytes: AsyncIterable<Uint8Array>
  /** As it was told, bytes; null where it was not. */
  length: number | null
  /** What they must be, where any others are of no use. */
  sha256?: string | undefined
  /** Hears how many bytes have come. */
  onSize?: (sizeBytes: number) => void
}

/** The files that are known here: taken in, looked into, listed, read. */
export class FileLibrary {
  readonly db: Db
  readonly copies: Copies
  /** Of programs. */
  readonly arrivals = new Arrivals()
  readonly #upstreams: Upstreams
  readonly #inspector: Inspector = createInspector()
  readonly #looks: Looks
  readonly #text = remembered((file: StoredFile, facts: FileFacts) =>
    this.#inspector.text(this.copies.blobs.path(file.sha256), facts),
  )

  constructor({ db, copies, upstreams }: Parts) {
    this.db = db
    this.copies = copies
    this.#upstreams = upstreams
    this.#looks = new Looks(db, (id) => this.get(id))
  }

  /**
   * Takes in the bytes of a request as a file of the person's. Throws 413 for too large a one, before a
   * byte of it is read where its length is told, 400 where less or more came than was told, and 409 for
   * other bytes than were asked for.
   */
  async receive(request: Request): Promise<FileView> {
    const {
      id,
      name: given,
      sha256,
    } = newFileSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
    const name = readableName(given)
    const [bytes, length] = [bytesOf(request), lengthOf(request)]
    return this.take({ id, name, bytes, length, sha256 }).catch((error: unknown) => {
      // Nobody hears of it; it is no fault of ours.
      throw request.signal.aborted ? cut(name) : error
    })
  }

  /** Takes in a file of the person's. Throws as `receive` does, and what its bytes throw. */
  async take({ id, name, bytes, length, sha256: wanted, onSize }: Incoming): Promise<FileView> {
    if (length !== null && length > FILE_LIMIT) throw tooLarge(name)
    const { blobs } = this.copies
    const staged = await blobs.stage(bytes, (size) => {
      if (size > FILE_LIMIT) throw tooLarge(name)
      onSize?.(size)
    })
    try {
      if (length !== null && staged.sizeBytes !== length) {
        throw new ApiError(
          400,
          `${name}: ${staged.sizeBytes} bytes came of ${length} that were told. Send it again.`,
        )
      }
      if (wanted !== undefined && staged.sha256 !== wanted) throw otherBytes(name)
      const facts = await this.#inspector.look(staged.path, name)
      const { sha256, sizeBytes } = staged
      const row = { id, name, sha256, sizeBytes, source: 'app' as const, hasCopy: true, facts }
      const kept = await this.copies.keepOwn(staged, () => putFile(this.db, OWNER, row))
      await this.copies.trim()
      return await this.view(kept)
    } catch (error) {
      await blobs.discard(staged)
      throw error
    }
  }

  /** The files that a search finds; what nobody has looked into yet is looked into meanwhile. */
  async list(asked: FilesQuery): Promise<FileList> {
    const isLooking = await this.#looks.begin()
    return { files: await this.#listed(await listFiles(this.db, OWNER, asked)), isLooking }
  }

  /** A file with what uses it. Throws 404. */
  async view(id: string): Promise<FileView> {
    const [listed] = await this.#listed([await this.get(id)])
    if (listed === undefined) throw noSuchFile(id)
    return { ...listed, ...(await readUses(this.db, OWNER, id)) }
  }

  /** Those of these files that are known here, as `view` has them. */
  async views(ids: readonly string[]): Promise<FileView[]> {
    const views = ids.map((id) =>
      this.view(id).catch((error: unknown) => {
        if (isApiError(error) && error.status === 404) return null
        throw error
      }),
    )
    return (await Promise.all(views)).filter((view) => view !== null)
  }

  /** A file, looked into if its bytes are here, which somebody may have taken away. Throws 404. */
  async get(id: string): Promise<StoredFile> {
    const noted = await getFile(this.db, OWNER, id)
    const file = {
      ...noted,
      hasCopy: noted.hasCopy && (await this.copies.has(noted.sha256)),
    }
    if (file.facts !== null || !file.hasCopy) return file
    const facts = await this.#inspector.look(this.copies.blobs.path(file.sha256), file.name)
    await setFacts(this.db, OWNER, id, facts)
    return { ...file, facts }
  }

  /** Where the bytes of a file lie. Throws 410 for those that are not kept here any more. */
  pathOf(file: StoredFile): string {
    if (file.hasCopy) return this.copies.blobs.path(file.sha256)
    throw new ApiError(
      410,
      `${file.name}: its bytes are not kept here any more. Choose the file again.`,
    )
  }

  /** What a model gets of a file as text. Throws 400 where there is none, 410. */
  async text(file: StoredFile): Promise<string> {
    this.pathOf(file)
    const { facts } = file
    if (facts === null) throw new ApiError(400, `${file.name}: it is not known what this is.`)
    return this.#text(file, facts)
  }

  /** Deletes a file, or takes that back. Throws 404. */
  async setDeleted(id: string, isDeleted: boolean): Promise<void> {
    await setFileDeleted(this.db, OWNER, id, isDeleted)
  }

  close(): Promise<void> {
    return this.#inspector.close()
  }

  async #listed(files: StoredFile[]): Promise<ListedFile[]> {
    const asked = new Set(files.map(({ sha256 }) => sha256))
    const uploads = await listUploads(this.db, OWNER, asked)
    const places = new Map<string, Place | null>()
    for (const name of new Set(uploads.map(({ upstream }) => upstream))) {
      places.set(name, await this.#placeAt(name))
    }
    const byBytes = new Map<string, typeof uploads>()
    for (const row of uploads) {
      const known = byBytes.get(row.bytes)
      if (known === undefined) byBytes.set(row.bytes, [row])
      else known.push(row)
    }
    return files.map((file) => ({
      ...file,
      uploads: (byBytes.get(file.sha256) ?? []).map((row) =>
        viewOfUpload(row, places.get(row.upstream) ?? null),
      ),
    }))
  }

  /** The place of the key in use of an upstream; null where that is not configured any more. */
  async #placeAt(name: string): Promise<Place | null> {
    return this.#upstreams.names.includes(name) ? placeOf(this.db, this.#upstreams.get(name)) : null
  }
}

function viewOfUpload(row: Selectable<UploadRow>, place: Place | null): UploadView {
  return {
    upstream: row.upstream,
    workspaceId: row.workspace_id,
    fileId: row.file_id,
    localId: row.local_id,
    mediaType: row.mime_type,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    deletedAt: row.deleted_at,
    isOfKeyInUse: place !== null && isAt(place, row),
  }
}

function lengthOf({ headers }: Request): number | null {
  const told = headers.get('content-length')
  return told === null || !/^\d+$/.test(told) ? null : Number(told)
}

async function* bytesOf({ body }: Request): AsyncIterable<Uint8Array> {
  if (body !== null) yield* body
}

function cut(name: string): ApiError {
  return new ApiError(400, `${name}: the upload was broken off.`)
}

function otherBytes(name: string): ApiError {
  return new ApiError(409, `${name}: these are other bytes than were asked for.`, {
    type: 'other_bytes',
  })
}

function tooLarge(name: string): ApiError {
  return new ApiError(413, `${name}: a file may have at most ${FILE_LIMIT / 1024 ** 2} MiB.`)
}
