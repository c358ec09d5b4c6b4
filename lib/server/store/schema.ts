import 'server-only'
import type { Kysely, Transaction } from 'kysely'
import type { FileRow, FileUseRow, UploadRow } from './schema-files'
import type { MarkRow, VoteRow } from './schema-judgements'
import type { SweepCellRow, SweepRow } from './schema-sweeps'

/**
 * The tables, in portable column types: text, integer, bigint milliseconds, JSON as text that is
 * parsed where it is read. Every row has an owner; the default installation has one.
 */
export interface Tables {
  conversations: ConversationRow
  messages: MessageRow
  runs: RunRow
  run_chunks: RunChunkRow
  run_logs: RunLogRow
  settings: SettingRow
  sessions: SessionRow
  presets: PresetRow
  upstream_keys: UpstreamKeyRow
  files: FileRow
  file_uses: FileUseRow
  uploads: UploadRow
  kept_answers: KeptAnswerRow
  gateway_keys: GatewayKeyRow
  tools: ToolRow
  tool_calls: ToolCallRow
  linked_requests: LinkedRequestRow
  comparisons: ComparisonRow
  sweeps: SweepRow
  sweep_cells: SweepCellRow
  marks: MarkRow
  votes: VoteRow
}

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>
/** Of a database that is brought to a newer one. */
export type Schema = Db['schema']

/** The one owner of an installation without teams. */
export const OWNER = 'owner'

/** Most rows of one statement: SQLite takes some 32,000 values. */
export const ROWS_AT_ONCE = 1000

export interface ConversationRow {
  id: string
  owner_id: string
  title: string
  /** The title folded for searching. */
  title_key: string
  head_id: string | null
  /** ChatSettings as JSON. */
  settings: string | null
  created_at: number
  updated_at: number
  deleted_at: number | null
  pinned_at: number | null
  /** ConversationKind. */
  kind: string
  /** Of a column: the comparison that it stands in. */
  comparison_id: string | null
}

/** What a conversation of the kind `comparison` has beside its row there. */
export interface ComparisonRow {
  id: string
  owner_id: string
  /** Ids of conversations as JSON, in order. */
  columns: string
  /** The column that the others are compared with; null = the first. */
  baseline_id: string | null
  /** 1 where a person gave it its title. */
  is_named: number
}

export interface MessageRow {
  id: string
  owner_id: string
  conversation_id: string
  parent_id: string | null
  /** Order within the conversation: clocks step, numbers do not. */
  seq: number
  role: string
  /** Block[] as JSON; null where the run holds the content. */
  content: string | null
  run_id: string | null
  created_at: number
  /** When it was deleted, and with it what hangs under it; nothing of that is destroyed. */
  deleted_at: number | null
  /** The head that the delete moved, for its undo; null where it moved none. */
  head_before: string | null
  /** StoredCapture as JSON; only of a turn that came with a captured request. */
  captured: string | null
  /** TurnMark; null = none. */
  mark: string | null
}

export interface LinkedRequestRow {
  id: string
  owner_id: string
  title: string
  /** ChatSettings as JSON. */
  settings: string
  /** LinkedTurn[] as JSON. */
  turns: string
  /** What stood in the box. */
  text: string
  created_at: number
  /** Null unless the link was taken back. */
  deleted_at: number | null
}

export interface RunRow {
  id: string
  owner_id: string
  source: string
  conversation_id: string | null
  message_id: string | null
  upstream: string
  is_sandbox: number
  model: string
  api_version: string
  context_key: string | null
  /** ChatSettings as JSON; null for a gateway run. */
  settings: string | null
  status: string
  http_status: number | null
  request_id: string | null
  /** RunRetry[] as JSON; null = none. */
  retries: string | null
  /** RunError as JSON. */
  error: string | null
  /** WireMessage as JSON. */
  message: string | null
  /** RunTiming as JSON. */
  timing: string
  /** HeaderList as JSON, credentials left out. */
  request_headers: string
  /** The body's text as sent; null where it was not kept, or was no text. */
  request_body: string | null
  /** The body as sent where it was no text (a compressed one); else null. */
  request_bytes: Uint8Array | null
  /** HeaderList as JSON. */
  response_headers: string | null
  created_at: number
  ended_at: number | null
  /** What is kept of its bodies and events, bytes; null where nothing is, and while it lives. */
  body_bytes: number | null
  /** The path and query that were called, such as `/v1/messages?beta=true`. */
  path: string
  /** What the calling program names itself; null for a screen. */
  client: string | null
  /** The gateway key that it was asked with; null for a screen. */
  key_id: string | null
  /** The key of the upstream: an id, `environment`, or null where it has none; of older runs unknown. */
  upstream_key_id: string | null
  /** The run whose kept answer was given again; null for an answer of its own. */
  replay_of: string | null
  /** Of the prompt, cached tokens not counted; null while unknown, as all figures here. */
  input_tokens: number | null
  cache_read_tokens: number | null
  cache_write_tokens: number | null
  output_tokens: number | null
  /** USD by the price table, an estimate; null where it cannot be told. */
  cost: number | null
  /** Of the message: why it ended; null where none came, as below. */
  stop_reason: string | null
  /** Of the message: the model that says it answered. */
  answered_model: string | null
  /** How long it took, ms. */
  total_ms: number | null
  /** When its first token came, ms; null of one that was not streamed. */
  first_token_ms: number | null
  tokens_per_second: number | null
  /** Which start of the server owns it while it runs. */
  boot_id: string
  /** What its start said beside the settings (Asked as JSON), so that a tool loop can go on so. */
  asked: string | null
}

/** A piece of the log of a run that has not ended: what arrived within one tick. */
export interface RunChunkRow {
  run_id: string
  seq: number
  data: Uint8Array
}

/** The whole log of an ended run, compressed. */
export interface RunLogRow {
  run_id: string
  encoding: string
  data: Uint8Array
}

export interface SettingRow {
  owner_id: string
  name: string
  /** JSON. */
  value: string
}

export interface SessionRow {
  /** SHA-256 of the cookie's token, hex. */
  token_hash: string
  owner_id: string
  /** Changes with the password, so that a new password ends old sessions. */
  password_tag: string
  created_at: number
  expires_at: number
}

export interface PresetRow {
  id: string
  owner_id: string
  name: string
  /** ChatSettings as JSON. */
  settings: string
  /** 1 for the one that new conversations begin with. */
  is_default: number
  created_at: number
  updated_at: number
  deleted_at: number | null
}

/** A key of an upstream, entered in Settings. */
export interface UpstreamKeyRow {
  id: string
  owner_id: string
  upstream: string
  /** Scheme, host and port that it was entered for. */
  origin: string
  name: string
  workspace_id: string | null
  /** AES-256-GCM, bound to owner, upstream, origin and id. */
  nonce: Uint8Array
  ciphertext: Uint8Array
  tag: Uint8Array
  is_active: number
  created_at: number
  /** KeyTest as JSON. */
  test: string | null
}

/** A key that opens the gateway, made in Settings. */
export interface GatewayKeyRow {
  id: string
  owner_id: string
  name: string
  /** SHA-256 of the key, hex. The key has 256 random bits, so nothing slower is needed. */
  hash: string
  hint: string
  created_at: number
  expires_at: number | null
  revoked_at: number | null
  last_used_at: number | null
  /** string[] as JSON; null = all. */
  upstreams: string | null
  /** string[] as JSON; null = all. */
  models: string | null
  requests_per_minute: number | null
  tokens_per_day: number | null
  retry: number
  /** Fallback[] as JSON. */
  fallback: string
  /** Seconds. */
  cache_ttl: number | null
}

/** An answer that the gateway may give again to the very same request. */
export interface KeptAnswerRow {
  /** SHA-256 of all that the request is told apart by, hex. */
  key: string
  owner_id: string
  run_id: string
  status: number
  /** HeaderList as JSON. */
  headers: string
  /** Compressed. */
  body: Uint8Array
  size_bytes: number
  created_at: number
}

/** A tool of the library; the built-in ones are in the program. */
export interface ToolRow {
  id: string
  owner_id: string
  /** CustomDefinition as JSON. */
  definition: string
  /** Answer as JSON. */
  answer: string
  approval: string
  created_at: number
  updated_at: number
  deleted_at: number | null
}

/** A call that an answer asks for, until its result has gone back and after. */
export interface ToolCallRow {
  /** As the block of the answer names it; unique within a turn. */
  id: string
  owner_id: string
  conversation_id: string
  message_id: string
  /** Its place among the calls of that turn. */
  idx: number
  name: string
  tool_id: string | null
  by: string
  state: string
  /** CallNote as JSON. */
  note: string | null
  /** ToolResult as JSON. */
  result: string | null
  is_edited: number
  /** 1 where a person let it run from now on in this conversation. */
  is_approved: number
  /** string[] as JSON. */
  console: string
  started_at: number | null
  ended_at: number | null
  /** The user turn that carries its result. */
  result_message_id: string | null
}
