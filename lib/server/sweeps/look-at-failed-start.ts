import 'server-only'
import type { Run } from '@/lib/domain/run'
import { findConversation } from '../store/conversations'
import { findRun, toRun } from '../store/runs'
import { type Db, OWNER } from '../store/schema'
import type { CellFlight } from './under-way'

/** What has become of a run whose start failed. */
type FailedStart =
  /** Something failed once it was stored: it is under way, and paid for. */
  | { kind: 'begun'; run: Run }
  /** Its conversation was deleted. It may come back, and the sweep with it. */
  | { kind: 'gone' }
  | { kind: 'unbegun' }

/** Reads what a start that failed has left. */
export async function lookAtFailedStart(
  db: Db,
  { runId, conversationId }: Pick<CellFlight, 'runId' | 'conversationId'>,
): Promise<FailedStart> {
  const known = await findRun(db, OWNER, runId)
  if (known !== undefined) return { kind: 'begun', run: toRun(known) }
  const row = await findConversation(db, OWNER, conversationId)
  return { kind: row === undefined || row.deleted_at !== null ? 'gone' : 'unbegun' }
}

/** True where nothing of a cell was sent, although its start is over or was left by a process that went. */
export async function isUnsent(
  db: Db,
  { isLeft, isStartOver, run, runId }: CellFlight,
): Promise<boolean> {
  const isUnsure = isLeft || (isStartOver && run === null)
  return isUnsure && (await findRun(db, OWNER, runId)) === undefined
}
