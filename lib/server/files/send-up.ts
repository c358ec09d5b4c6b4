import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import * as z from 'zod/mini'
import { asSent } from '@/lib/domain/files/as-sent'
import { uploadName } from '@/lib/domain/files/file'
import type { Way } from '@/lib/domain/files/source'
import { hasFilesApi, NO_FILES_API } from '@/lib/domain/files/ways'
import { newId } from '@/lib/domain/ids'
import { ApiError, isApiError } from '@/lib/wire/errors'
import type { StoredFile } from '../store/files'
import { OWNER } from '../store/schema'
import { listLiveUploads, putUpload } from '../store/uploads'
import { askWith } from '../upstream/ask'
import { header, WORKSPACE_HEADER } from '../upstream/headers'
import type { Upstream, UpstreamCall } from '../upstream/sink'
import type { FileLibrary } from './library'
import { isAt, placeOf } from './place'
import { SharedWork } from './shared-work'

export const API_VERSION = '2023-06-01'

/** An upstream that had no route for files is believed to have none for so long, ms. */
const WITHOUT_MS = 10 * 60_000

/** What of a file an upstream gets. */
interface Sent {
  sha256: string
  sizeBytes: number
  mimeType: string
  name: string
  /** In a container a file has its name, so that of equal bytes by another will not do: the file's id. Else null. */
  only: string | null
  bytes(): AsyncIterable<Uint8Array>
}

/** Sends files to the Files API of upstreams, each to each once as long as it is there. */
export class FileSender {
  readonly #library: FileLibrary
  readonly #underWay = new Map<string, SharedWork<string>>()
  /** The upstreams that had no route for files, and when they said so. */
  readonly #without = new Map<string, number>()

  constructor(library: FileLibrary) {
    this.#library = library
  }

  /** Whether files can be sent to an upstream, as far as that is known. */
  canUpload({ name }: Upstream): boolean {
    return hasFilesApi(name) && Date.now() - (this.#without.get(name) ?? 0) > WITHOUT_MS
  }

  /** The id of a file at an upstream, where it is sent if it is not there. Throws what the upstream says. */
  async idAt(
    file: StoredFile,
    way: Extract<Way, 'file' | 'container'>,
    upstream: Upstream,
    signal: AbortSignal,
  ): Promise<string> {
    const sent = await this.#sentOf(file, way)
    const known = await this.#find(sent, upstream)
    if (known !== null) return known
    const key = [upstream.name, upstream.keyMark, sent.sha256, sent.mimeType, sent.only].join(' ')
    signal.throwIfAborted()
    const shared =
      this.#underWay.get(key) ??
      new SharedWork(
        (stop) => this.#send(file, sent, upstream, stop),
        () => {
          if (this.#underWay.get(key) === shared) this.#underWay.delete(key)
        },
      )
    this.#underWay.set(key, shared)
    return shared.wait(signal)
  }

  /** The id of a file at an upstream; null where it is not there. */
  async knownIdAt(
    file: StoredFile,
    way: Extract<Way, 'file' | 'container'>,
    upstream: Upstream,
  ): Promise<string | null> {
    return this.#find(await this.#sentOf(file, way), upstream)
  }

  async #find({ sha256, mimeType, only }: Sent, upstream: Upstream): Promise<string | null> {
    const { db } = this.#library
    const wanted = { upstream: upstream.name, sha256, mimeType }
    const place = await placeOf(db, upstream)
    const rows = await listLiveUploads(db, OWNER, wanted, Date.now())
    return (
      rows.find((row) => isAt(place, row) && (only === null || only === row.local_id))?.file_id ??
      null
    )
  }

  async #sentOf(file: StoredFile, way: Extract<Way, 'file' | 'container'>): Promise<Sent> {
    const { facts, sha256, sizeBytes, name } = file
    const only = way === 'container' ? file.id : null
    const { mediaType: mimeType, isMade } = asSent(facts, way)
    if (!isMade) {
      const bytes = () => createReadStream(this.#library.pathOf(file))
      return { sha256, sizeBytes, mimeType, name, only, bytes }
    }
    const text = Buffer.from(await this.#library.text(file))
    return {
      sha256: createHash('sha256').update(text).digest('hex'),
      sizeBytes: text.byteLength,
      ...{ mimeType, name, only },
      bytes: () => one(text),
    }
  }

  async #send(
    file: StoredFile,
    sent: Sent,
    upstream: Upstream,
    signal: AbortSignal,
  ): Promise<string> {
    if (!upstream.isReady) {
      throw new ApiError(400, `${upstream.label} has no key yet, so ${file.name} cannot go there.`)
    }
    this.#library.pathOf(file)
    const answer = await askWith(upstream, '/v1/files', API_VERSION, signal, formOf(sent)).catch(
      (error: unknown) => {
        if (!isApiError(error) || error.status !== 404) throw error
        this.#without.set(upstream.name, Date.now())
        throw noFilesApi(upstream, file)
      },
    )
    const parsed = metadataSchema.safeParse(answer.json)
    if (!parsed.success) {
      throw new ApiError(502, `${upstream.label} did not say what it calls ${file.name}.`)
    }
    const { id, filename, expires_at: expiresAt } = parsed.data
    await putUpload(this.#library.db, {
      ...{ id: newId(), owner_id: OWNER, upstream: upstream.name, file_id: id, key_id: '' },
      workspace_id: header(answer.headers, WORKSPACE_HEADER) ?? upstream.workspaceId,
      upstream_key_id: upstream.keyMark,
      local_id: file.id,
      ...{ sha256: sent.sha256, mime_type: sent.mimeType, size_bytes: sent.sizeBytes },
      filename: filename ?? sent.name,
      created_at: Date.now(),
      expires_at: expiresAt == null ? null : Date.parse(expiresAt) || null,
      deleted_at: null,
    })
    return id
  }
}

function noFilesApi({ label }: Upstream, { name }: StoredFile): ApiError {
  return new ApiError(
    400,
    `${label} has no Files API, and ${name} can go in no other way. Leave it out of its turn, choose another way for it, or choose another upstream.`,
    { type: NO_FILES_API },
  )
}

const metadataSchema = z.object({
  id: z.string().check(z.minLength(1)),
  filename: z.optional(z.string()),
  expires_at: z.optional(z.nullable(z.string())),
})

/** A multipart form of one file (RFC 7578); the name holds no quote and no control character. */
function formOf({
  name,
  mimeType,
  sizeBytes,
  bytes,
}: Sent): Pick<UpstreamCall, 'body' | 'headers'> {
  const boundary = `parley-${randomBytes(16).toString('hex')}`
  const disposition = `form-data; name="file"; filename="${uploadName(name)}"`
  const head = Buffer.from(
    `--${boundary}\r\ncontent-disposition: ${disposition}\r\ncontent-type: ${mimeType}\r\n\r\n`,
  )
  const foot = Buffer.from(`\r\n--${boundary}--\r\n`)
  async function* whole() {
    yield head
    yield* bytes()
    yield foot
  }
  return {
    body: whole(),
    headers: [
      ['content-type', `multipart/form-data; boundary=${boundary}`],
      ['content-length', String(head.length + sizeBytes + foot.length)],
    ],
  }
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
