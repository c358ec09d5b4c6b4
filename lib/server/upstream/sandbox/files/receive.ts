import 'server-only'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import { ApiError, isApiError } from '@/lib/wire/errors'
import type { Staged } from '../../../files/blobs'
import { header } from '../../headers'
import { UpstreamError } from '../../sink'
import { bodyChunks } from '../body'
import type { Exchange } from '../exchange'
import type { Files } from './files'

/** What an upload held. */
export interface Upload {
  staged: Staged
  /** As the client wrote it. */
  filename: string | undefined
  mimeType: string
  fields: ReadonlyMap<string, string>
}

interface Part {
  stream: BusboyFileStream
  staged: Promise<Staged>
  filename: string | undefined
  mimeType: string
}

const TRUNCATED = 'The multipart body ended early or is malformed.'

/**
 * Reads a multipart body and stages its file on the way; what `files` refuses ends the reading at
 * once. Where it throws, nothing is left of the file.
 */
export async function receiveUpload(
  { headers, body, signal }: Pick<Exchange, 'headers' | 'body' | 'signal'>,
  files: Pick<Files, 'stage' | 'discard'>,
): Promise<Upload> {
  const form = openForm(header(headers, 'content-type') ?? '')
  const refused = new AbortController()
  const refuse = (error: unknown) => refused.abort(error)
  const fields = new Map<string, string>()
  const parts: Part[] = []
  form.on('field', (name, value) => fields.set(name, value))
  form.on('file', (_name, stream, filename, _encoding, mimeType) => {
    // Once nobody reads it any more, its end is nobody's error.
    stream.on('error', () => {})
    if (parts.length > 0) return refuse(new ApiError(400, 'file: only one file can be uploaded'))
    const staged = files.stage(chunksOf(stream))
    staged.catch(refuse)
    parts.push({ stream, staged, filename, mimeType })
  })
  try {
    const either = AbortSignal.any([signal, refused.signal])
    await pipeline(bodyChunks({ body, signal: either }), form, { signal: either })
    const [part] = parts
    if (part === undefined) throw new ApiError(400, 'file: Field required')
    const { filename, mimeType } = part
    return { staged: await part.staged, filename, mimeType, fields }
  } catch (error) {
    const reason = refused.signal.aborted ? refused.signal.reason : asRefusal(error)
    for (const { stream, staged } of parts) {
      stream.destroy(new Error(TRUNCATED))
      await staged.then(files.discard, () => {})
    }
    throw reason
  }
}

function openForm(contentType: string): BusboyInstance {
  const wrong = 'content-type: must be multipart/form-data with a boundary'
  if (!/^multipart\/form-data\s*;/i.test(contentType)) throw new ApiError(400, wrong)
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      preservePath: true,
      // One without a file name is a file all the same (claude-api.md §8).
      isPartAFile: (name) => name === 'file',
      limits: { fieldSize: 1024, fields: 16 },
    })
  } catch {
    throw new ApiError(400, wrong)
  }
}

/** The bytes of a part, whose end in mid-part is the client's fault. */
async function* chunksOf(stream: BusboyFileStream): AsyncGenerator<Uint8Array> {
  try {
    yield* stream
  } catch {
    throw new ApiError(400, TRUNCATED)
  }
}

/** Whatever else goes wrong with a body is an error of the form's parser. */
function asRefusal(error: unknown): unknown {
  return isApiError(error) || error instanceof UpstreamError ? error : new ApiError(400, TRUNCATED)
}
