import 'server-only'
import { readFile } from 'node:fs/promises'
import { asSent } from '@/lib/domain/files/as-sent'
import {
  fieldsOnWire,
  type LocalSource,
  localSources,
  type Turn,
  withFiles,
} from '@/lib/domain/files/source'
import { INLINE_ROOM, sizeInRequest, waysOf } from '@/lib/domain/files/ways'
import { ApiError } from '@/lib/wire/errors'
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

/** Puts into requests what their blocks stand for. */
export class FileInserter {
  readonly #library: FileLibrary
  readonly #sender: FileSender

  constructor(library: FileLibrary, sender: FileSender) {
    this.#library = library
    this.#sender = sender
  }

  /**
   * Turns as they go out; files that the upstream needs and has not are sent there first. Throws 400,
   * 410, what it says, and 413 for what has no room in a request, before any of it is read.
   */
  async insert<T extends Turn>(
    turns: readonly T[],
    upstream: Upstream,
    signal: AbortSignal,
  ): Promise<readonly T[]> {
    await this.#checkRoom(localSources(turns))
    return this.#insert(turns, async (file, { way }) => {
      if (way === 'file' || way === 'container') {
        return fieldsOnWire(way, await this.#sender.idAt(file, way, upstream, signal))
      }
      return way === 'text' ? this.#asText(file) : this.#asBytes(file)
    })
  }

  /**
   * Turns to be looked at: as they go out where the file is there, and nothing is sent anywhere. `inside`
   * puts what a file holds in the place of its id, for who looks into it and does not know the id; one that
   * is large is not read for that.
   */
  preview<T extends Turn>(
    turns: readonly T[],
    upstream: Upstream,
    inside: boolean,
  ): Promise<readonly T[]> {
    return this.#insert(turns, async (file, { way }) => {
      const known =
        way === 'file' || way === 'container'
          ? await this.#sender.knownIdAt(file, way, upstream)
          : null
      if (way === 'container') return fieldsOnWire(way, known ?? `file_${file.id}`)
      if (known !== null && !(inside && !upstream.isSandbox)) return fieldsOnWire('file', known)
      if (file.sizeBytes > MOST_LOOKED_AT) return standIn(file)
      const isDrawn = file.facts?.kind === 'pdf' || file.facts?.kind === 'image'
      return way !== 'text' && isDrawn ? this.#asBytes(file) : this.#asText(file)
    })
  }

  async #insert<T extends Turn>(
    turns: readonly T[],
    fieldsOf: (file: StoredFile, source: LocalSource) => Promise<Fields>,
  ): Promise<readonly T[]> {
    const sources = localSources(turns)
    if (sources.length === 0) return turns
    const fields = new Map<string, Fields>()
    // One after the other: several at once could hold all their bytes at once.
    for (const source of sources) {
      const key = keyOf(source)
      if (fields.has(key)) continue
      fields.set(key, await fieldsOf(await this.#library.get(source.fileId), source))
    }
    return withFiles(turns, ({ source: _source, ...block }, source) => ({
      ...block,
      ...fields.get(keyOf(source)),
    }))
  }

  async #checkRoom(sources: readonly LocalSource[]): Promise<void> {
    let total = 0
    for (const { fileId, way } of sources) {
      const { facts, sizeBytes, name } = await this.#library.get(fileId)
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

  async #asText(file: StoredFile): Promise<Fields> {
    return fieldsOnWire('text', await this.#library.text(file))
  }

  async #asBytes(file: StoredFile): Promise<Fields> {
    const bytes = await readFile(this.#library.pathOf(file))
    const { mediaType } = asSent(file.facts, 'base64')
    return fieldsOnWire('base64', bytes.toString('base64'), mediaType)
  }
}

/** What is too large to be looked at: something of its kind that nobody complains of. */
function standIn({ facts, name }: StoredFile): Fields {
  return facts?.kind === 'image'
    ? { source: { type: 'base64', media_type: 'image/png', data: ONE_PIXEL } }
    : { source: { type: 'text', media_type: 'text/plain', data: name } }
}

function keyOf({ fileId, way }: LocalSource): string {
  return `${fileId} ${way}`
}
