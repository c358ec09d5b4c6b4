import 'server-only'

/** A file that is known here: its bytes by their hash, and what it is called. */
export interface FileRow {
  id: string
  owner_id: string
  sha256: string
  name: string
  /** The name folded for searching. */
  name_key: string
  size_bytes: number
  /** Of its facts, to filter by; null as they are. */
  kind: string | null
  /** FileFacts as JSON; null while nobody has looked into it. */
  facts: string | null
  /** FileSource. */
  source: string
  /** 1 while its bytes are kept here. */
  has_copy: number
  created_at: number
  deleted_at: number | null
}

/** A turn, or a run outside of any conversation, that uses a file. */
export interface FileUseRow {
  owner_id: string
  file_id: string
  conversation_id: string | null
  message_id: string | null
  run_id: string | null
}

/** A file as an upstream has it. */
export interface UploadRow {
  id: string
  owner_id: string
  upstream: string
  /** Of the key that it was sent with: a file belongs to one workspace. */
  workspace_id: string | null
  /** As the upstream calls it. */
  file_id: string
  /** Of what was sent. */
  sha256: string
  filename: string
  mime_type: string
  size_bytes: number
  /** The gateway key that it was sent with; empty for a screen. */
  key_id: string
  /** The mark of the upstream's key that it was sent with, by older versions the key's id; null where none decided where it went. */
  upstream_key_id: string | null
  /** The file that it is one of; null where none is known. */
  local_id: string | null
  created_at: number
  expires_at: number | null
  /** When it was deleted upstream, as far as that went through here. */
  deleted_at: number | null
}
