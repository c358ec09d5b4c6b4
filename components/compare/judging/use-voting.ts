import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useRef, useState } from 'react'
import { postVote, takeBackVote } from '@/lib/client/queries/votes'
import type { Row } from '@/lib/domain/comparison/rows'
import type { Vote } from '@/lib/domain/comparison/votes'
import { newId } from '@/lib/domain/ids'
import { textsOf, titleOfText } from '@/lib/domain/turn'
import { type ApiError, isApiError } from '@/lib/wire/errors'
import type { BlindCell } from './blind-cell'

const MOST_TEXT = 200

export interface Voting {
  /** For a column, a tie or none. */
  vote: (winner: string) => void
  takeBack: (vote: Vote) => void
  /** Somebody has voted here or taken that back, since this was last made false. */
  hasActed: RefObject<boolean>
  isBusy: boolean
  failure: ApiError | null
  dismiss: () => void
}

/** Votes on the answers of one turn, and takes that back. A vote reveals once it is kept. */
export function useVoting(
  comparisonId: string,
  { cells }: Row,
  contestants: readonly BlindCell[],
): Voting {
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  // A second key can come before the first one is drawn.
  const isUnderWay = useRef(false)
  const hasActed = useRef(false)
  const [failure, setFailure] = useState<ApiError | null>(null)
  const attempt = async (call: () => Promise<void>) => {
    if (isUnderWay.current) return
    isUnderWay.current = true
    hasActed.current = true
    setBusy(true)
    setFailure(null)
    try {
      await call()
    } catch (error) {
      if (!isApiError(error)) throw error
      setFailure(error)
    } finally {
      isUnderWay.current = false
      setBusy(false)
    }
  }
  const vote = (winner: string) =>
    void attempt(() => {
      const questions = cells.flatMap((cell) => cell?.question ?? [])
      const text = titleOfText(textsOf(questions[0]?.content ?? []).join(' ')).slice(0, MOST_TEXT)
      return postVote(client, comparisonId, {
        id: newId(),
        turn: { text, questionIds: questions.map(({ id }) => id) },
        contestants: contestants.flatMap(({ column, runId }) =>
          runId === null ? [] : [{ columnId: column.id, runId }],
        ),
        winner,
      })
    })
  return {
    vote,
    takeBack: (kept) => void attempt(() => takeBackVote(client, kept)),
    hasActed,
    isBusy,
    failure,
    dismiss: () => setFailure(null),
  }
}
