import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import { IMAGE_TYPES } from '../../../files/inspect/media/image-type'
import { expired } from '../files/files'
import type { SandboxState } from '../state'
import type { DocumentBlock, ImageBlock, Placed, UploadBlock } from './find-media'

/** The bytes that a block stands for. */
export interface SourceBytes {
  bytes: Uint8Array
  mediaType: string
  /** Null for those that the request itself holds. */
  file: { id: string; name: string } | null
  /** The field that an error about them names. */
  where: string
}

type Source = (ImageBlock | DocumentBlock)['source']
type Base64Source = Extract<Source, { type: 'base64' }>
type FileSource = Extract<Source, { type: 'file' }>

/** The bytes of a base64 source; throws the 400. */
export function base64Bytes(source: Base64Source, block: string): SourceBytes {
  const where = `${block}.source.base64.data`
  const bytes = Buffer.from(source.data, 'base64')
  // What is the same written back is base64: known sooner than by each digit.
  if (bytes.toString('base64') !== source.data && !isBase64(source.data)) {
    throw new ApiError(400, `${where}: Invalid base64 data`)
  }
  return {
    bytes,
    mediaType: source.media_type,
    file: null,
    where,
  }
}

/** Also where the bits that its last digit has too many are not zero. */
function isBase64(text: string): boolean {
  return text.length % 4 === 0 && !/[^A-Za-z0-9+/]/.test(text.replace(/={1,2}$/, ''))
}

/** The block that a file is used with, by its type; any other is for code execution (claude-api.md §8). */
const BLOCK_OF: Readonly<Record<string, string>> = {
  'application/pdf': 'document',
  'text/plain': 'document',
  ...Object.fromEntries(IMAGE_TYPES.map((type) => [type, 'image'])),
}

/** More than any context holds is not read. */
const MOST_BYTES = 64 * 1024 ** 2

/** The bytes of a file; throws the 400 where its type does not fit the block, or the 404. */
export async function fileBytes(
  source: FileSource,
  { block, where: path }: Placed<ImageBlock | DocumentBlock>,
  { files }: SandboxState,
): Promise<SourceBytes> {
  const id = source.file_id
  const where = `${path}.source.file.file_id`
  const { mimeType, sizeBytes, filename: name } = await files.find(id)
  const mediaType = mimeType.split(';', 1).join('').trim().toLowerCase()
  const wanted = Object.hasOwn(BLOCK_OF, mediaType) ? BLOCK_OF[mediaType] : 'container_upload'
  if (wanted !== block.type) {
    throw new ApiError(
      400,
      `${where}: files of type ${mimeType} are not supported in \`${block.type}\` blocks; use \`${wanted}\` for ${id}`,
    )
  }
  if (sizeBytes > MOST_BYTES) {
    throw new ApiError(400, `${where}: prompt is too long: ${id} has ${sizeBytes} bytes`)
  }
  const { bytes } = await files.read(id)
  return { bytes, mediaType, file: { id, name }, where }
}

/** The name of an uploaded file, of whatever type; throws the 404. */
export async function uploadName(block: UploadBlock, { files }: SandboxState): Promise<string> {
  const { filename, sha256 } = await files.find(block.file_id)
  if (sha256 === null) throw expired(block.file_id)
  return filename
}
