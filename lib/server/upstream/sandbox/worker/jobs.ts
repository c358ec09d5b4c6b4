import 'server-only'
import { readImage } from '../media/read-image'
import { readPdf } from '../media/read-pdf'
import { compose } from '../text/compose'

/** What the worker can do, by name: each takes and gives plain data. */
export const JOBS = {
  compose,
  readPdf,
  readImage,
}

export type Jobs = typeof JOBS
