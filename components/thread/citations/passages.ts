import { createContext } from 'react'
import type { Citation } from '@/lib/domain/citations'

/** What an answer cites. */
export interface CitedBy {
  /** Of the answer; null where it is none of a run. */
  runId: string | null
  /** By the number of their mark less one. */
  passages: readonly Citation[]
  /** The number of the one whose document is open beside the thread. */
  open: number | null
}

export const Passages = createContext<CitedBy>({ runId: null, passages: [], open: null })
