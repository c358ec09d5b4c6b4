import 'server-only'
import { readableName } from '@/lib/domain/files/file'
import { newId } from '@/lib/domain/ids'
import { type ApiError, isApiError } from '@/lib/wire/errors'
import { parseRecord } from '@/lib/wire/json'
import { noteGoneAt } from '../files/note-gone'
import { placeOf } from '../files/place'
import { type Upload, watchUpload } from '../files/watch-upload'
import { unpack } from '../runs/unpack'
import { putFile } from '../store/files'
import { OWNER } from '../store/schema'
import { markDeleted, putUpload } from '../store/uploads'
import { header, WORKSPACE_HEADER } from '../upstream/headers'
import { type HeaderList, over, type Sink } from '../upstream/sink'
import type { GatewayCall } from './call'
import { forward } from './forward'

/** The metadata of a file is a few hundred bytes; a longer answer is none. */
const MAX_ANSWER = 64 * 1024

/**
 * Passes an upload through. Its bytes are hashed and copied while they pass, because the API gives
 * none of them back (claude-api.md §8).
 */
export async function forwardUpload(call: GatewayCall): Promise<void> {
  const { asked, parley } = call
  if (asked.body === null) return forward(call)
  const { copies, files } = parley
  const watch = watchUpload(header(asked.headers, 'content-type') ?? '', copies.blobs)
  let refusal: ApiError | null = null
  async function* passing(body: AsyncIterable<Uint8Array>) {
    for await (const chunk of body) {
      try {
        const wait = watch.push(chunk)
        if (wait !== undefined) await wait
      } catch (error) {
        if (isApiError(error)) refusal = error
        throw error
      }
      yield chunk
    }
  }
  const heard = hearAnswer(call.out)
  let arrived = () => {}
  const head: Sink['head'] = (status, list) => {
    // A program may name the file as soon as it has this.
    arrived = files.arrivals.begin()
    heard.sink.head(status, list)
  }
  const out = over(heard.sink, { head })
  try {
    await forward({ ...call, asked: { ...asked, body: passing(asked.body) }, out }, () => refusal)
  } finally {
    const upload = await watch.end()
    if (upload !== null) {
      const noting = heard.answer().then((answer) => note(call, upload, answer))
      await noting.catch(logged(call))
    }
    arrived()
  }
}

/** What cannot be noted of an answer that is out costs its client nothing. */
function logged({ parley, asked }: GatewayCall): (err: unknown) => void {
  return (err) => parley.log.error({ err, requestId: asked.requestId }, 'a file was not noted')
}

/** Passes the deletion of a file through, and notes it. */
export async function forwardFileDeletion(call: GatewayCall): Promise<void> {
  const heard = hearAnswer(call.out)
  await forwardFile({ ...call, out: heard.sink })
  const id = (await heard.answer())?.body.id
  if (typeof id !== 'string') return
  await markDeleted(call.parley.store.db, OWNER, call.upstream.name, id).catch(logged(call))
}

/** Passes a call about one file through, and notes where the upstream has that no more. */
export async function forwardFile(call: GatewayCall): Promise<void> {
  let isGone = false
  const head: Sink['head'] = (status, list) => {
    isGone = status === 404
    call.out.head(status, list)
  }
  await forward({ ...call, out: over(call.out, { head }) })
  if (isGone) await noteGone(call).catch(logged(call))
}

async function noteGone({ parley, upstream, path, asked }: GatewayCall): Promise<void> {
  const { db } = parley.store
  const fileId = decodeURIComponent(/^\/v1\/files\/([^/?]+)/.exec(path)?.[1] ?? '')
  const place = await placeOf(db, upstream, header(asked.headers, WORKSPACE_HEADER))
  await noteGoneAt(db, place, fileId)
}

/** Keeps the copy of a file that the upstream has taken, and what it calls it. */
async function note(
  { parley, upstream, holder, asked }: GatewayCall,
  { staged, filename, mimeType }: Upload,
  answer: Heard | null,
): Promise<void> {
  const { copies, store } = parley
  const fileId = answer?.body.id
  if (answer === null || typeof fileId !== 'string') return copies.blobs.discard(staged)
  const { body, headers } = answer
  const name = typeof body.filename === 'string' ? body.filename : filename
  const { sha256, sizeBytes } = staged
  await copies.keep(staged, async (hasCopy) => {
    const source = 'gateway' as const
    const facts = null
    const file = {
      id: newId(),
      name: readableName(name),
      sha256,
      sizeBytes,
      source,
      hasCopy,
      facts,
    }
    await putUpload(store.db, {
      id: newId(),
      owner_id: OWNER,
      upstream: upstream.name,
      workspace_id: header(headers, WORKSPACE_HEADER) ?? upstream.workspaceId,
      file_id: fileId,
      sha256,
      filename: name,
      mime_type: typeof body.mime_type === 'string' ? body.mime_type : mimeType,
      size_bytes: sizeBytes,
      key_id: holder.id,
      // A workspace that the caller names is not where the key puts its files by itself.
      upstream_key_id: header(asked.headers, WORKSPACE_HEADER) === null ? upstream.keyMark : null,
      local_id: await putFile(store.db, OWNER, file),
      created_at: Date.now(),
      expires_at: typeof body.expires_at === 'string' ? timeOf(body.expires_at) : null,
      deleted_at: null,
    })
  })
  await copies.trim()
}

function timeOf(text: string): number | null {
  const time = Date.parse(text)
  return Number.isNaN(time) ? null : time
}

interface Heard {
  headers: HeaderList
  body: Record<string, unknown>
}

/** Listens to a short JSON answer on its way out. */
function hearAnswer(out: Sink): { sink: Sink; answer(): Promise<Heard | null> } {
  let headers: HeaderList = []
  let isGood = false
  let isWhole = false
  let size = 0
  const parts: Uint8Array[] = []
  return {
    sink: over(out, {
      head: (status, list) => {
        headers = list
        isGood = status >= 200 && status < 300
        out.head(status, list)
      },
      write: (chunk) => {
        size += chunk.length
        if (isGood && size <= MAX_ANSWER) parts.push(chunk)
        return out.write(chunk)
      },
      end: () => {
        isWhole = true
        out.end()
      },
    }),
    answer: async () => {
      if (!isGood || !isWhole || size > MAX_ANSWER) return null
      const encoding = header(headers, 'content-encoding') ?? ''
      const bytes = await unpack(Buffer.concat(parts), encoding, MAX_ANSWER).catch(() => null)
      if (bytes === null || bytes === 'too_large') return null
      const body = parseRecord(Buffer.from(bytes).toString('utf8'))
      return body === null ? null : { headers, body }
    },
  }
}
