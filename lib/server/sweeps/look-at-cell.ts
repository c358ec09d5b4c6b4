import 'server-only'
import { hasEnded, type Run } from '@/lib/domain/run'
import { isLoopHeld } from '@/lib/domain/sweeps/held'
import { mayGoOn } from '@/lib/domain/tools/may-go-on'
import { subtreeOf } from '@/lib/domain/tree'
import type { Runs } from '../runs/runs'
import { readConversationRuns } from '../store/conversation-runs'
import { type Db, type MessageRow, OWNER } from '../store/schema'
import { readTurnCalls } from '../store/tool-calls'
import { inView, readTurnRows, toNode } from '../store/turns'
import type { ToolLoop } from '../tools/loop'
import type { CellFlight } from './under-way'

interface Places {
  db: Db
  runs: Runs
  loop: ToolLoop
}

type CellPlace = Pick<CellFlight, 'conversationId' | 'messageId' | 'isPastCap'>

/** What has become of the answer of a cell. */
export interface CellLook {
  /** Its runs: one, or those of its tool loop, those of deleted turns too: they are paid for. */
  runs: Run[]
  /** The last of those in view, which says what it has come to. */
  last: Run | undefined
  isOver: boolean
  /** Its loop does not go on unless somebody does something. */
  isHeld: boolean
  /** Somebody has stopped the calls that its last run asks for. */
  isStopped: boolean
}

/** Reads all that hangs under an answer. */
export async function lookAtCell(
  { db, runs: current, loop }: Places,
  { conversationId, messageId, isPastCap }: CellPlace,
): Promise<CellLook> {
  // Asked first: where nothing is under way, whatever followed is stored, and read below.
  const atWork = new Set([...current.openTurns(OWNER), ...loop.turnsAtWork()])
  const rows = await readTurnRows(db, OWNER, conversationId)
  const under = (turns: readonly MessageRow[]) => subtreeOf(turns.map(toNode), messageId)
  const [below, seen] = [under(rows), under(inView(rows))]
  const known = await readConversationRuns(db, OWNER, conversationId)
  const runs = known
    .filter((run) => run.messageId !== null && below.has(run.messageId))
    .map((run) => current.current(OWNER, run))
  const last = runs.findLast((run) => seen.has(run.messageId ?? ''))
  const found = { runs, last, isHeld: false, isStopped: false }
  // Deleted: there is nothing to wait for but the ends of what was stopped.
  if (last === undefined) return { ...found, isOver: runs.every(({ status }) => hasEnded(status)) }
  if (!hasEnded(last.status)) return { ...found, isOver: false }
  if (!mayGoOn(last)) return { ...found, isOver: true }
  if (atWork.has(last.messageId)) return { ...found, isOver: false }
  const calls = await readTurnCalls(db, OWNER, last.messageId ?? '')
  const isHeld = isPastCap || isLoopHeld(last, calls, Date.now())
  const isStopped = calls.some(({ note }) => note?.code === 'stopped')
  return { ...found, isOver: isHeld, isHeld, isStopped }
}

/** What has become of a cell after the end of a run, or null: what a plain answer has come to need not be read. */
export async function lookAfter(
  places: Places,
  flight: CellPlace & Pick<CellFlight, 'runId'>,
  run: Run | null,
): Promise<CellLook> {
  if (run?.id === flight.runId && !mayGoOn(run))
    return { runs: [run], last: run, isOver: true, isHeld: false, isStopped: false }
  return lookAtCell(places, flight)
}
