import type { MessagesBody } from '@/lib/wire/types'
import type { FileView } from './file'
import { type LocalSource, withFiles } from './source'

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

function shown({ fileId, way }: LocalSource, file: FileView | undefined, upstream: string) {
  const name = file?.name ?? fileId
  const media_type = file?.facts?.mediaType ?? ''
  if (way === 'base64') {
    return { source: { type: 'base64', media_type, data: `<base64 of ${name}>` } }
  }
  if (way === 'text') {
    return { source: { type: 'text', media_type: 'text/plain', data: `<text of ${name}>` } }
  }
  const wanted = way === 'container' || !/^text\//.test(media_type) ? media_type : 'text/plain'
  const there = file?.uploads.find(
    (one) =>
      one.upstream === upstream && one.isOfKeyInUse && isThere(one) && one.mediaType === wanted,
  )
  const file_id = there?.fileId ?? `<id of ${name}, once it is uploaded>`
  return way === 'container' ? { file_id } : { source: { type: 'file', file_id } }
}

/** As far as it is known here, the upstream has it still. */
export function isThere(
  { deletedAt, expiresAt }: FileView['uploads'][number],
  now = Date.now(),
): boolean {
  return deletedAt === null && (expiresAt === null || expiresAt > now)
}
