import 'server-only'
import { hasEnded, type Run } from '@/lib/domain/run'
import { isLoopHeld } from '@/lib/domain/sweeps/held'
import { mayGoOn } from '@/lib/domain/tools/may-go-on'
import { subtreeOf } from '@/lib/domain/tree'
import type { Runs } from '../runs/runs'
import { readConversationRuns } from '../store/conversation-runs'
import { type Db, OWNER } from '../store/schema'
import { readTurnCalls } from '../store/tool-calls'
import { readTurns } from '../store/turns'
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
  /** Its runs: one, or those of its tool loop. */
  runs: Run[]
  isOver: boolean
  /** Its loop does not go on unless somebody does something. */
  isHeld: boolean
}

/** Reads all that hangs under an answer. */
export async function lookAtCell(
  { db, runs, loop }: Places,
  { conversationId, messageId, isPastCap }: CellPlace,
): Promise<CellLook> {
  // Asked first: where nothing is under way, whatever followed is stored, and read below.
  const atWork = new Set([...runs.openTurns(OWNER), ...loop.turnsAtWork()])
  const below = subtreeOf(await readTurns(db, OWNER, conversationId), messageId)
  const known = await readConversationRuns(db, OWNER, conversationId)
  const own = known
    .filter((run) => run.messageId !== null && below.has(run.messageId))
    .map((run) => runs.current(OWNER, run))
  const last = own.at(-1)
  // Deleted: there is nothing to wait for.
  if (last === undefined) return { runs: own, isOver: true, isHeld: false }
  if (!hasEnded(last.status)) return { runs: own, isOver: false, isHeld: false }
  if (!mayGoOn(last)) return { runs: own, isOver: true, isHeld: false }
  if (atWork.has(last.messageId)) return { runs: own, isOver: false, isHeld: false }
  const calls = await readTurnCalls(db, OWNER, last.messageId ?? '')
  const isHeld = isPastCap || isLoopHeld(last, calls, Date.now())
  return { runs: own, isOver: isHeld, isHeld }
}

/** What has become of a cell after the end of a run, or null: what a plain answer has come to need not be read. */
export async function lookAfter(
  places: Places,
  flight: CellPlace & Pick<CellFlight, 'runId'>,
  run: Run | null,
): Promise<CellLook> {
  if (run?.id === flight.runId && !mayGoOn(run)) return { runs: [run], isOver: true, isHeld: false }
  return lookAtCell(places, flight)
}
