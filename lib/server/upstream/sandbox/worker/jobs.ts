import 'server-only'
import { compose } from '../text/compose'

/** What the worker can do, by name: each takes and gives plain data. */
export const JOBS = {
  compose,
}

export type Jobs = typeof JOBS
