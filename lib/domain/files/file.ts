import * as z from 'zod/mini'
import { idSchema } from '../ids'
import { FILE_KINDS, type FileFacts } from './facts'

/** Where a file came from: a screen, or a program through the gateway. */
export const FILE_SOURCES = ['app', 'gateway'] as const
export type FileSource = (typeof FILE_SOURCES)[number]

/** A file as an upstream has it. */
export interface UploadView {
  upstream: string
  workspaceId: string | null
  /** As the upstream calls it. */
  fileId: string
  /** The file that was sent, which may be another of the same bytes; null where that is not known. */
  localId: string | null
  mediaType: string
  createdAt: number
  expiresAt: number | null
  /** When it was deleted there, as far as that is known here. */
  deletedAt: number | null
  /** The key in use can name it. */
  isOfKeyInUse: boolean
}

/** A file that is known here, whether or not its bytes are. */
export interface FileView {
  id: string
  name: string
  sizeBytes: number
  sha256: string
  source: FileSource
  /** Its bytes are kept here. */
  hasCopy: boolean
  createdAt: number
  /** It was deleted, and can still be brought back. */
  isDeleted: boolean
  /** Null while nobody has looked into it. */
  facts: FileFacts | null
  uploads: UploadView[]
  /** Conversations and runs that use it, the newest first; of very many not all. */
  uses: FileUse[]
  /** All of them. */
  useCounts: UseCounts
}

/** What uses a file: a conversation, or a run outside of any. */
export interface FileUse {
  conversationId: string | null
  runId: string | null
  /** Of a conversation its title; of a run the model that it asked. */
  title: string | null
  /** When that was last of use, ms. */
  at: number
}

export interface UseCounts {
  conversations: number
  runs: number
}

/** A file as it stands in the list: what uses it is asked for one by one. */
export type ListedFile = Omit<FileView, 'uses' | 'useCounts'>

const NAME_LENGTH = 255

/** Query of `POST /api/files`, whose body is the file's bytes. */
export const newFileSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  /** Of a file that is chosen again: other bytes are refused. */
  sha256: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
})

/** Body of `POST /api/files/by-url`. */
export const fetchFileSchema = z.strictObject({
  id: idSchema,
  url: z.string().check(z.minLength(1), z.maxLength(4096)),
})

/** A line of that one's answer: how far it is, and at last the file or why there is none. */
export type FetchLine =
  | { name: string; received: number; total: number | null }
  | { file: FileView }
  | { failed: { status: number; type: string; message: string; details?: unknown } }

/** How many are asked for at once. */
export const MOST_VIEWS = 100

/** Query of `GET /api/files/views`: ids, with commas between them. Answered with those that are known here. */
export const viewsQuerySchema = z.strictObject({
  ids: z.pipe(
    z.pipe(
      z.string(),
      z.transform((ids) => ids.split(',')),
    ),
    // What is no id at all is not known here, and keeps nobody from the others.
    z.array(z.string()).check(z.maxLength(MOST_VIEWS)),
  ),
})

/** Body of `PATCH /api/files/{id}`. */
export const patchFileSchema = z.strictObject({ deleted: z.boolean() })

/** Body of `POST /api/files/{id}/uploads`. */
export const uploadFileSchema = z.strictObject({
  upstream: z.string().check(z.minLength(1), z.maxLength(64)),
  way: z.enum(['file', 'container']),
})

/** Query of `DELETE /api/files/{id}/uploads/{fileId}`. */
export const deleteUploadSchema = z.strictObject({
  upstream: z.string().check(z.minLength(1), z.maxLength(64)),
})

export const FILE_ORDERS = ['newest', 'oldest', 'name', 'largest', 'smallest'] as const
export type FileOrder = (typeof FILE_ORDERS)[number]

/** Query of `GET /api/files`. */
export const filesQuerySchema = z.strictObject({
  q: z._default(z.string().check(z.maxLength(200)), ''),
  kind: z.optional(z.enum(FILE_KINDS)),
  source: z.optional(z.enum(FILE_SOURCES)),
  order: z._default(z.enum(FILE_ORDERS), 'newest'),
})
export type FilesQuery = z.infer<typeof filesQuerySchema>

/** Answer of `GET /api/files`. */
export interface FileList {
  files: ListedFile[]
  /** Some are being looked into: what they are is known in a moment. */
  isLooking: boolean
}

/**
 * A name as a person may read it: its last part, without what turns a line around, ends it or is not
 * seen; never empty, and no longer than the API takes. It names nothing on a disk.
 */
export function readableName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const name = last.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '').trim()
  if (name === '' || /^\.+$/.test(name)) return 'unnamed'
  const characters = Array.from(name)
  if (characters.length <= NAME_LENGTH) return name
  const [ending = ''] = /\.[^.]{1,12}$/.exec(name) ?? []
  return characters.slice(0, NAME_LENGTH - ending.length).join('') + ending
}

/** A name as the Files API takes it (claude-api.md §8). */
export function uploadName(name: string): string {
  return readableName(name).replaceAll(/[<>:"|?*]/g, '_')
}
