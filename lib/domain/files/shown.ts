import type { MessagesBody } from '@/lib/wire/types'
import { asSent } from './as-sent'
import type { FileView } from './file'
import {
  type FileIdOf,
  fieldsOnWire,
  isById,
  type LocalSource,
  type Way,
  withFiles,
} from './source'
import { hasFilesApi, wayAt } from './ways'

/**
 * A body as it can be looked at before it is sent: the ids that files have at its upstream, and words for
 * what is put in only then, since that may be long.
 */
export function showFiles(
  body: MessagesBody,
  files: ReadonlyMap<string, FileView>,
  upstream: string,
): MessagesBody {
  const messages = withFiles(body.messages, ({ source: _source, ...block }, source) => ({
    ...block,
    ...shown(source, files.get(source.fileId), upstream),
  }))
  return { ...body, messages }
}

function shown(source: LocalSource, file: FileView | undefined, upstream: string) {
  const { fileId } = source
  const way = wayThere(source, file, upstream)
  const name = file?.name ?? fileId
  const { mediaType } = asSent(file?.facts ?? null, way)
  if (way === 'base64' || way === 'text') return fieldsOnWire(way, `<${way} of ${name}>`, mediaType)
  return fieldsOnWire(way, idThere(file, way, upstream) ?? `<id of ${name}, once it is uploaded>`)
}

function wayThere({ way }: LocalSource, file: FileView | undefined, upstream: string): Way {
  return file === undefined ? way : wayAt(file.facts, file.sizeBytes, way, hasFilesApi(upstream))
}

/** The id that a file goes by at an upstream, as far as that is known here; null where it is not there. */
export function idThere(file: FileView | undefined, way: Way, upstream: string): string | null {
  const { mediaType } = asSent(file?.facts ?? null, way)
  const there = file?.uploads.find(
    (one) =>
      one.upstream === upstream &&
      one.isOfKeyInUse &&
      isThere(one) &&
      one.mediaType === mediaType &&
      // In a container it has its name: that of another of the same bytes will not do.
      (way !== 'container' || one.localId === file.id),
  )
  return there?.fileId ?? null
}

/** The ids that files would go by now: one that is not there gets another. */
export function idsAt(files: ReadonlyMap<string, FileView>, upstream: string): FileIdOf {
  return (source) => {
    const file = files.get(source.fileId)
    const way = wayThere(source, file, upstream)
    return isById(way) ? (idThere(file, way, upstream) ?? A_NEW_ID) : null
  }
}

/** Of an upload that is made only with the request: no thinking was made after it. */
const A_NEW_ID = ''

/** Whether a file cannot go along, or soon cannot. */
export function isGone({ isDeleted, hasCopy }: FileView): boolean {
  return isDeleted || !hasCopy
}

/** As far as it is known here, the upstream has it still. */
export function isThere(
  { deletedAt, expiresAt }: FileView['uploads'][number],
  now = Date.now(),
): boolean {
  return deletedAt === null && (expiresAt === null || expiresAt > now)
}
