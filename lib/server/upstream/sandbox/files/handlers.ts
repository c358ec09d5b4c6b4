import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import { type Handler, jsonReply } from '../exchange'
import { acceptFilename } from './filename'
import { expired } from './files'
import { receiveUpload } from './receive'
import { fileMetadata } from './record'

/** Seconds: an hour, and ninety days (claude-api.md §8). */
const EXPIRY = { min: 3600, max: 7_776_000 }

/** `POST /v1/files`: one file as multipart/form-data. */
export const uploadFile: Handler = async (exchange, { files }) => {
  const { staged, filename, mimeType, fields } = await receiveUpload(exchange, files)
  try {
    const record = await files.add(staged, {
      filename: acceptFilename(filename, mimeType),
      mimeType,
      expiresInSeconds: readExpiry(fields.get('expires_in_seconds')),
    })
    return jsonReply(200, fileMetadata(record))
  } catch (error) {
    await files.discard(staged)
    throw error
  }
}

function readExpiry(text: string | undefined): number | null {
  if (text === undefined) return null
  const seconds = Number(text)
  if (/^\d{1,9}$/.test(text) && seconds >= EXPIRY.min && seconds <= EXPIRY.max) return seconds
  throw new ApiError(
    400,
    `expires_in_seconds: Input should be an integer from ${EXPIRY.min} to ${EXPIRY.max}`,
  )
}

/** `GET /v1/files/{id}`. */
export const retrieveFile: Handler = async ({ params: [id = ''] }, { files }) => {
  return jsonReply(200, fileMetadata(await files.find(id)))
}

/** `GET /v1/files/{id}/content`: there is nothing here that code execution made. */
export const downloadFile: Handler = async ({ params: [id = ''] }, { files }) => {
  if ((await files.find(id)).sha256 === null) throw expired(id)
  throw new ApiError(400, `File is not downloadable: ${id}`, {
    details: { error_code: 'file_not_downloadable' },
  })
}

/** `DELETE /v1/files/{id}`. */
export const deleteFile: Handler = async ({ params: [id = ''] }, { files }) => {
  await files.remove(id)
  return jsonReply(200, { id, type: 'file_deleted' })
}
