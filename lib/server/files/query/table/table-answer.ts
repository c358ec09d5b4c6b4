import 'server-only'

/** What a table says to a query. */
export interface TableAnswer {
  columns: string[]
  rows: (string | number | null)[][]
  /** Of the table, those that meet the conditions. */
  matching: number
  /** Of the result, with those that are left out. */
  total: number
  notes: string[]
}
