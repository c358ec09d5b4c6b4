import type { Column } from '@/lib/client/comparison/use-columns'
import { letterOf } from '@/lib/domain/comparison/blind-order'
import { isAnswering, runsOf, type Segment } from '@/lib/domain/comparison/segments'
import type { Run } from '@/lib/domain/run'
import { mayGoOn } from '@/lib/domain/tools/may-go-on'
import { type Loop, loopOf, NO_LOOP } from '@/lib/domain/tools/open-loop'

/** What stands in one place of a turn while nobody shall know whose it is. */
export interface BlindCell {
  column: Column
  /** Null: the column was not asked. */
  segment: Segment | null
  /** From 0. */
  place: number
  letter: string
  isArriving: boolean
  /** Its tools wait for somebody: it may go on yet. */
  isOpen: boolean
  /** Of a whole answer: its last run, which is voted on. Null of what cannot be. */
  runId: string | null
}

/** What a column has in a turn, as far as it can be voted on. */
export function cellOf(column: Column, segment: Segment | null, place: number): BlindCell {
  const runs = column.conversation?.runs ?? []
  const own = segment === null ? [] : runsOf(segment, runs)
  const last = own.at(-1)
  const loop = loopAfter(column, segment, last)
  const isOpen = loop.phase === 'open'
  const waitsForNobody = loop.calls.every(({ state }) => state === 'running' || state === 'done')
  const goesOn = loop.goesOnByItself && waitsForNobody
  const isArriving = segment !== null && (goesOn || isAnswering(segment, runs))
  const isWhole = last?.status === 'complete' && !mayGoOn(last)
  const runId = !isArriving && isWhole ? last.id : null
  return { column, segment, place, letter: letterOf(place), isArriving, isOpen, runId }
}

/** The tool loop that an answer at the end of a column waits in. */
function loopAfter({ conversation }: Column, segment: Segment | null, last: Run | undefined): Loop {
  const isLast = segment !== null && segment.answers.at(-1)?.id === conversation?.headId
  const isOfLoop = isLast && last !== undefined && mayGoOn(last)
  return conversation === undefined || !isOfLoop ? NO_LOOP : loopOf(conversation)
}
