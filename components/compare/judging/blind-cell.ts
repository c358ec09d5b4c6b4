import type { Column } from '@/lib/client/comparison/use-columns'
import { letterOf } from '@/lib/domain/comparison/blind-order'
import { isAnswering, runsOf, type Segment } from '@/lib/domain/comparison/segments'

/** What stands in one place of a turn while nobody shall know whose it is. */
export interface BlindCell {
  column: Column
  /** Null: the column was not asked. */
  segment: Segment | null
  /** From 0. */
  place: number
  letter: string
  isArriving: boolean
  /** Of a whole answer: its last run, which is voted on. Null of what cannot be. */
  runId: string | null
}

/** What a column has in a turn, as far as it can be voted on. */
export function cellOf(column: Column, segment: Segment | null, place: number): BlindCell {
  const runs = column.conversation?.runs ?? []
  const own = segment === null ? [] : runsOf(segment, runs)
  const isArriving = segment !== null && isAnswering(segment, runs)
  const last = own.at(-1)
  const runId = !isArriving && last?.status === 'complete' ? last.id : null
  return { column, segment, place, letter: letterOf(place), isArriving, runId }
}
