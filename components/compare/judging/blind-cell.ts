import type { Column } from '@/lib/client/comparison/use-columns'
import { letterOf } from '@/lib/domain/comparison/blind-order'
import { isAnswering, runsOf, type Segment } from '@/lib/domain/comparison/segments'
import type { Run } from '@/lib/domain/run'
import { mayGoOn } from '@/lib/domain/tools/may-go-on'
import { goesOnAlone, loopOf } from '@/lib/domain/tools/open-loop'

/** What stands in one place of a turn while nobody shall know whose it is. */
export interface BlindCell {
  column: Column
  /** Null: the column was not asked. */
  segment: Segment | null
  /** From 0. */
  place: number
  letter: string
  isArriving: boolean
  /** It waits for its tools, or paused: it may go on yet. */
  isOpen: boolean
  /** Of a whole answer: its last run, which is voted on. Null of what cannot be. */
  runId: string | null
}

/** What a column has in a turn, as far as it can be voted on. */
export function cellOf(column: Column, segment: Segment | null, place: number): BlindCell {
  const runs = column.conversation?.runs ?? []
  const own = segment === null ? [] : runsOf(segment, runs)
  const last = own.at(-1)
  const { isOpen, goesOn } = loopAfter(column, segment, last)
  const isArriving = segment !== null && (goesOn || isAnswering(segment, runs))
  const isWhole = last?.status === 'complete' && !mayGoOn(last)
  const runId = !isArriving && isWhole ? last.id : null
  return { column, segment, place, letter: letterOf(place), isArriving, isOpen, runId }
}

const NOT_OPEN = { isOpen: false, goesOn: false }

/** Whether an answer at the end of a column may go on yet, and does so by itself. One that was stopped holds nobody. */
function loopAfter({ conversation }: Column, segment: Segment | null, last: Run | undefined) {
  const isLast = segment !== null && segment.answers.at(-1)?.id === conversation?.headId
  if (conversation === undefined || !isLast || last === undefined || !mayGoOn(last)) return NOT_OPEN
  if (goesOnAlone(conversation)) {
    // Whether a budget holds a pause, the server knows alone: it is waited for, and hides nothing.
    const isKept = last.message?.stop_reason === 'pause_turn' && last.settings?.loop.budget !== null
    return { isOpen: true, goesOn: !isKept }
  }
  const { phase, calls, goesOnByItself } = loopOf(conversation)
  if (phase === 'none' || calls.some(({ note }) => note?.code === 'stopped')) return NOT_OPEN
  const waitsForNobody = calls.every(({ state }) => state === 'running' || state === 'done')
  return { isOpen: true, goesOn: goesOnByItself && waitsForNobody }
}
