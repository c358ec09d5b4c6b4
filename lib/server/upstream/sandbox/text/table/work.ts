import 'server-only'
import type { Column } from './column'
import type { TableQuestion } from './question'
import type { Table } from './read-table'
import { factsOf, pick } from './statistics'
import type { TableWords } from './words'

/** Everything that the answer to one question about a table needs. */
export interface Work {
  table: Table
  question: TableQuestion
  words: TableWords
  /** The rows that the question is about. */
  rows: number[]
  /** The conditions as the answer names them. */
  where: string
  ask: string
}

export const sumOf = (column: Column, rows: readonly number[]): number =>
  factsOf(pick(column, rows))?.sum ?? 0

export const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`
