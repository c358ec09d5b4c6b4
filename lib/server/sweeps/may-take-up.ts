import 'server-only'
import { pathTo } from '@/lib/domain/conversation'
import { isTakenUp } from '@/lib/domain/sweeps/taken-up'
import { loopAnswers } from '@/lib/domain/tools/loop'
import type { Db } from '../store/schema'
import { findSweepOf } from '../store/sweeps'
import { readTurns } from '../store/turns'
import type { OpenTurn } from '../tools/recover-loops'

/** Whether a loop that a process left may go on by itself; that of a cell only as part of its sweep. */
export async function mayTakeUp(
  db: Db,
  { owner, conversationId, messageId }: OpenTurn,
): Promise<boolean> {
  const path = pathTo(await readTurns(db, owner, conversationId), messageId)
  // What somebody has said since is no part of a cell.
  const [first] = loopAnswers(path)
  const sweep = first && (await findSweepOf(db, owner, first.id))
  return first === undefined || sweep === undefined || isTakenUp(sweep, first.id)
}
