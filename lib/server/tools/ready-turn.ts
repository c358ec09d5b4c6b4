import 'server-only'
import type { Run } from '@/lib/domain/run'
import type { ToolCall } from '@/lib/domain/tools/call'
import { areSettled } from '@/lib/domain/tools/loop'
import type { Runs } from '../runs/runs'
import type { Db } from '../store/schema'
import { readTurnCalls } from '../store/tool-calls'
import { findRunOf, limitOf, readLoopTurn } from './loop-turn'

/** An answer whose results are all there, and go back by themselves. */
interface ReadyTurn {
  run: Run
  calls: ToolCall[]
}

/** Reads a turn that its loop goes on from; null where results are missing, or somebody wants to see them first. */
export async function readReadyTurn(
  { db, runs }: { db: Db; runs: Runs },
  owner: string,
  conversationId: string,
  messageId: string,
): Promise<ReadyTurn | null> {
  const calls = await readTurnCalls(db, owner, messageId)
  const [first] = calls
  if (first === undefined || !areSettled(calls) || first.resultMessageId !== null) return null
  if (calls.some(({ note }) => note?.code === 'stopped')) return null
  const run = await findRunOf(db, owner, first)
  // Of a written turn: it goes on when somebody sends the results.
  if (run === null) return null
  if (run.settings?.loop.mode !== 'auto' || conversationId !== run.conversationId) return null
  // Of these nobody was asked, so that the limit holds here.
  if (calls.every(({ note, endedAt }) => note?.code === 'invalidInput' && endedAt === null)) {
    const turn = await readLoopTurn(db, owner, conversationId, messageId)
    const limit = turn && limitOf(turn, run.settings, (one) => runs.prices.billOf(one))
    if (turn === null || limit !== null) return null
  }
  return { run, calls }
}
