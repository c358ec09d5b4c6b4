/** A file of ours that stands in a turn, as a report tells it. */
export interface ReportFile {
  name: string
  /** The picture itself, as a `data:` address. */
  url: string | null
  /** It is a picture, and too large to stand in the report. */
  isTooLarge: boolean
}

/** By the id of the file. */
export type ReportFiles = ReadonlyMap<string, ReportFile>
