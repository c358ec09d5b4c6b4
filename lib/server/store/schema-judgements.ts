import 'server-only'

/** What a person thinks of the answer of a run. */
export interface MarkRow {
  owner_id: string
  run_id: string
  /** -1, 0 or 1. */
  thumb: number
  note: string
  updated_at: number
}

/** A vote on the answers of one turn of a comparison. */
export interface VoteRow {
  id: string
  owner_id: string
  comparison_id: string
  created_at: number
  /** VoteData as JSON. */
  data: string
  deleted_at: number | null
}
