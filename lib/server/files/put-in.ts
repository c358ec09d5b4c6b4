import 'server-only'
import { readFile } from 'node:fs/promises'
import { asSent } from '@/lib/domain/files/as-sent'
import {
  type FilesOnWire,
  fieldsOnWire,
  isById,
  type LocalSource,
  localSources,
  putFiles,
  sourceKey,
  type Turn,
  type Way,
} from '@/lib/domain/files/source'
import { INLINE_ROOM, NO_FILES_API, sizeInRequest, wayAt, waysOf } from '@/lib/domain/files/ways'
import { ApiError, isApiError } from '@/lib/wire/errors'
import type { StoredFile } from '../store/files'
import type { Upstream } from '../upstream/sink'
import type { FileLibrary } from './library'
import type { FileSender } from './send-up'

/** Somebody pauses in writing every few seconds: more than this, bytes, is not read each time. */
const MOST_LOOKED_AT = 8 * 1024 ** 2
const ONE_PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** What stands in the place of a source of ours: fields of the block. */
type Fields = Record<string, unknown>

/** A file that a block stands for. */
interface Going {
  key: string
  file: StoredFile
  /** How it really goes. */
  way: Way
}

/** Finds what blocks of requests stand for. */
export class FileInserter {
  readonly #library: FileLibrary
  readonly #sender: FileSender

  constructor(library: FileLibrary, sender: FileSender) {
    this.#library = library
    this.#sender = sender
  }

  /**
   * What goes out in the place of the files in turns; those that the upstream needs and has not are sent
   * there first, and where it has no Files API they go in the request. Throws 400, 410, what it says, and
   * 413 for what has no room in a request, before any of it is read.
   */
  async send(
    turns: readonly Turn[],
    upstream: Upstream,
    signal: AbortSignal,
  ): Promise<FilesOnWire> {
    const sources = localSources(turns)
    const send = async (canUpload: boolean) => {
      const going = await this.#going(sources, canUpload)
      checkRoom(going)
      return putInPlace(going, async ({ file, way }) => {
        if (isById(way)) {
          return fieldsOnWire(way, await this.#sender.idAt(file, way, upstream, signal))
        }
        return way === 'text' ? this.#asText(file) : this.#asBytes(file)
      })
    }
    const canUpload = this.#sender.canUpload(upstream)
    try {
      return await send(canUpload)
    } catch (error) {
      // Only the upload itself shows that there is no Files API; what needs one goes no other way.
      const isNews = canUpload && isApiError(error) && error.type === NO_FILES_API
      if (!isNews || sources.some(({ way }) => way === 'container')) throw error
      return send(false)
    }
  }

  /**
   * Turns to be looked at: as they go out where the file is there, and nothing is sent anywhere. `inside`
   * puts what a file holds in the place of its id, for who looks into it and does not know the id; one that
   * is large is not read for that, and what stands in for it says nothing of its length (`isWhole` false).
   */
  async preview<T extends Turn>(
    turns: readonly T[],
    upstream: Upstream,
    inside: boolean,
  ): Promise<{ turns: readonly T[]; isWhole: boolean }> {
    let isWhole = true
    const going = await this.#going(localSources(turns), this.#sender.canUpload(upstream))
    const files = await putInPlace(going, async ({ file, way }) => {
      const known = isById(way) ? await this.#sender.knownIdAt(file, way, upstream) : null
      if (way === 'container') return fieldsOnWire(way, known ?? `file_${file.id}`)
      if (known !== null && !(inside && !upstream.isSandbox)) return fieldsOnWire('file', known)
      if (file.sizeBytes > MOST_LOOKED_AT) {
        isWhole = false
        return standIn(file)
      }
      const isDrawn = file.facts?.kind === 'pdf' || file.facts?.kind === 'image'
      return way !== 'text' && isDrawn ? this.#asBytes(file) : this.#asText(file)
    })
    return { turns: putFiles(turns, files), isWhole }
  }

  async #going(sources: readonly LocalSource[], canUpload: boolean): Promise<Going[]> {
    const going: Going[] = []
    for (const source of sources) {
      const file = await this.#library.get(source.fileId)
      const way = wayAt(file.facts, file.sizeBytes, source.way, canUpload)
      going.push({ key: sourceKey(source), file, way })
    }
    return going
  }

  async #asText(file: StoredFile): Promise<Fields> {
    return fieldsOnWire('text', await this.#library.text(file))
  }

  async #asBytes(file: StoredFile): Promise<Fields> {
    const bytes = await readFile(this.#library.pathOf(file))
    const { mediaType } = asSent(file.facts, 'base64')
    return fieldsOnWire('base64', bytes.toString('base64'), mediaType)
  }
}

async function putInPlace(
  going: readonly Going[],
  fieldsOf: (one: Going) => Promise<Fields>,
): Promise<FilesOnWire> {
  const fields = new Map<string, Fields>()
  // One after the other: several at once could hold all their bytes at once.
  for (const one of going) {
    if (!fields.has(one.key)) fields.set(one.key, await fieldsOf(one))
  }
  return fields
}

function checkRoom(going: readonly Going[]): void {
  let total = 0
  for (const { file, way } of going) {
    const { facts, sizeBytes, name } = file
    if (facts === null) continue
    total += sizeInRequest(facts, sizeBytes, way)
    const isTooLarge = waysOf(facts, 0).includes(way) && !waysOf(facts, sizeBytes).includes(way)
    if (isTooLarge) {
      throw new ApiError(413, `${name} is too large to go as ${way}. Choose another way for it.`)
    }
  }
  if (total <= INLINE_ROOM) return
  throw new ApiError(
    413,
    `The files that go in the request itself take ${total} bytes there, of ${INLINE_ROOM} that have room. Send some by their id in the Files API, or leave some out.`,
  )
}

/** What is too large to be looked at: something of its kind that nobody complains of. */
function standIn({ facts, name }: StoredFile): Fields {
  return facts?.kind === 'image'
    ? { source: { type: 'base64', media_type: 'image/png', data: ONE_PIXEL } }
    : { source: { type: 'text', media_type: 'text/plain', data: name } }
}
