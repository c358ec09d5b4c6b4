import 'server-only'
import { z } from 'zod'

/** What is known of a file. Times in milliseconds since 1970. */
export const fileRecord = z.object({
  id: z.string(),
  place: z.int(),
  filename: z.string(),
  mimeType: z.string(),
  sizeBytes: z.int(),
  /** Null = its bytes are gone, because it has expired. */
  sha256: z.string().nullable(),
  createdAt: z.int(),
  /** Null = never. */
  expiresAt: z.int().nullable(),
})
export type FileRecord = z.infer<typeof fileRecord>

/** FileMetadata of claude-api.md §8. Nothing here was made by code execution, so nothing is downloadable. */
export function fileMetadata(record: FileRecord) {
  const { id, filename, mimeType, sizeBytes, createdAt, expiresAt } = record
  return {
    id,
    type: 'file',
    filename,
    mime_type: mimeType,
    size_bytes: sizeBytes,
    created_at: new Date(createdAt).toISOString(),
    downloadable: false,
    expires_at: expiresAt === null ? null : new Date(expiresAt).toISOString(),
  }
}
