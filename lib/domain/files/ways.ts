import { isRecord } from '@/lib/wire/json'
import type { Block } from '@/lib/wire/types'
import type { Message } from '../conversation'
import { asSent } from './as-sent'
import type { FileFacts, FileKind } from './facts'
import type { FileView } from './file'
import type { Way } from './source'

/** The API's limits, bytes (claude-api.md §1, §2.7, §8). */
export const FILE_LIMIT = 500 * 1024 ** 2
const REQUEST_LIMIT = 32 * 1024 ** 2
/** Of an image in base64, which makes four bytes of three. */
export const IMAGE_LIMIT = (10 * 1024 ** 2 * 3) / 4
/** What a request has beside its files. */
const BESIDE = 2 * 1024 ** 2
/** All that goes in a request itself has together, as it stands there. */
export const INLINE_ROOM = REQUEST_LIMIT - BESIDE
const BASE64_LIMIT = (INLINE_ROOM * 3) / 4

/** A way that files of a kind can go, and up to which size, bytes. */
interface WayOf {
  way: Way
  limit: number
  /** Up to this size, bytes, it is the one that goes unasked, if none before it is. */
  usualUpTo: number
}

const ANY = Number.POSITIVE_INFINITY
const row = (way: Way, limit: number, usualUpTo = 0): WayOf => ({ way, limit, usualUpTo })

/** Short texts stand in the request, where one sees them; what is long is sent once and named. */
const TEXTS = [
  row('text', INLINE_ROOM, 100_000),
  row('file', FILE_LIMIT, ANY),
  row('container', FILE_LIMIT),
]
/** Their text is made here: the API reads no such documents. */
const CONVERTED = [row('text', FILE_LIMIT, ANY), row('container', FILE_LIMIT)]

/** What can become of each kind, the usual first; the API's table of types (claude-api.md §8). */
const WAYS_OF: Readonly<Record<FileKind, readonly WayOf[]>> = {
  pdf: [
    row('file', FILE_LIMIT, ANY),
    row('base64', BASE64_LIMIT),
    row('text', FILE_LIMIT),
    row('container', FILE_LIMIT),
  ],
  image: [
    row('base64', IMAGE_LIMIT, 1_000_000),
    row('file', FILE_LIMIT, ANY),
    row('container', FILE_LIMIT),
  ],
  text: TEXTS,
  markdown: TEXTS,
  code: TEXTS,
  html: TEXTS,
  svg: TEXTS,
  json: TEXTS,
  table: TEXTS,
  docx: CONVERTED,
  xlsx: CONVERTED,
  other: [row('container', FILE_LIMIT)],
}

/** The ways that a file can go, by its kind and size. */
export function waysOf({ kind }: FileFacts, sizeBytes: number): Way[] {
  return WAYS_OF[kind].filter(({ limit }) => sizeBytes <= limit).map(({ way }) => way)
}

/** The ways of which nothing lies at the upstream before. */
const IN_REQUEST: ReadonlySet<Way> = new Set(['base64', 'text'])

/** How much of a request a file takes that goes so, bytes; of text that is made of it, its characters. */
export function sizeInRequest(facts: FileFacts, sizeBytes: number, way: Way): number {
  if (!IN_REQUEST.has(way)) return 0
  if (way === 'base64') return Math.ceil(sizeBytes / 3) * 4
  return asSent(facts, way).isMade ? (facts.characters ?? 0) : sizeBytes
}

/**
 * The way that goes unasked; null for a file that no model reads. Without a Files API all that fits goes
 * in the request.
 */
export function usualWay(
  { kind, flaw }: FileFacts,
  sizeBytes: number,
  canUpload: boolean,
): Way | null {
  if (flaw !== null) return null
  const fitting = WAYS_OF[kind].filter(({ limit }) => sizeBytes <= limit)
  const inRequest = fitting.find(({ way }) => IN_REQUEST.has(way))
  if (!canUpload && inRequest !== undefined) return inRequest.way
  return fitting.find(({ usualUpTo }) => sizeBytes <= usualUpTo)?.way ?? null
}

/** How a file really goes for which a way was chosen: without a Files API what fits goes in the request. */
export function wayAt(
  facts: FileFacts | null,
  sizeBytes: number,
  way: Way,
  canUpload: boolean,
): Way {
  if (way !== 'file' || canUpload || facts === null) return way
  return usualWay(facts, sizeBytes, false) ?? way
}

/** Of a refusal: an upstream has no Files API, and what was to go there goes no other way. */
export const NO_FILES_API = 'no_files_api'

/** The upstreams that are known to keep files; of others that speak the Messages protocol few do. */
const FILE_KEEPERS: ReadonlySet<string> = new Set(['anthropic', 'sandbox'])

/** Whether files can be uploaded to an upstream, as far as that is known; null = which one is not known yet. */
export function hasFilesApi(upstream: string | null): boolean {
  return upstream === null || FILE_KEEPERS.has(upstream)
}

/** An image that cannot go in a request as it is: models see no more of it than of a smaller one. */
export function isLargeImage({ facts, sizeBytes }: Pick<FileView, 'facts' | 'sizeBytes'>): boolean {
  return facts?.kind === 'image' && facts.flaw === null && sizeBytes > IMAGE_LIMIT
}

/** What is said of a document beside its bytes. */
export interface DocumentWords {
  title: string | null
  context: string | null
  citations: boolean
}

/** The block of a turn that stands for a file of ours. */
export function blockOfFile(
  fileId: string,
  way: Way,
  kind: FileKind,
  { title, context, citations }: DocumentWords,
): Block {
  const source = { type: 'parley_file', fileId, way }
  if (way === 'container') return { type: 'container_upload', source }
  if (kind === 'image') return { type: 'image', source }
  return {
    type: 'document',
    source,
    ...(title === null ? {} : { title }),
    ...(context === null ? {} : { context }),
    ...(citations ? { citations: { enabled: true } } : {}),
  }
}

/** What a block says of its document. */
export function wordsOf({ title, context, citations }: Block): DocumentWords {
  return {
    title: typeof title === 'string' ? title : null,
    context: typeof context === 'string' ? context : null,
    citations: isRecord(citations) && citations.enabled === true,
  }
}

/** Whether the documents of these turns are cited; null where there are none: all are, or none is (claude-api.md §2.7). */
export function areDocumentsCited(turns: readonly Pick<Message, 'content'>[]): boolean | null {
  const documents = turns.flatMap(({ content }) =>
    (content ?? []).filter(({ type }) => type === 'document'),
  )
  return documents.length === 0 ? null : documents.some(isCited)
}

function isCited(block: Block): boolean {
  return wordsOf(block).citations
}
