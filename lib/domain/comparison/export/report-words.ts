import type { RunMark } from '../../run-mark'
import { type Facts, RANKED, type Rank, type RankedFact } from '../facts'
import type { SettingName } from '../overrides'
import type { Sums } from '../sums'

/** The figures of an answer, in the order in which they are told. */
export const FIGURE_NAMES = ['firstToken', 'total', 'rate', 'tokens', 'thinking', 'cost'] as const
export type FigureName = (typeof FIGURE_NAMES)[number]

/** True for a figure that one answer can be better at than another. */
export function isRanked(name: FigureName): name is FigureName & RankedFact {
  return Object.hasOwn(RANKED, name)
}

/** Figures of more than one turn; all of it in words. The first cell of a row names it. */
export interface ReportTable {
  title: string
  note: string
  head: readonly string[]
  rows: readonly (readonly string[])[]
}

/** What a report says beside what was asked and answered, in the language of whoever takes it away. */
export interface ReportWords {
  /** As HTML names it. */
  language: string
  /** When it was made, and by what. */
  made: string
  /** In what the columns differ. */
  differs: string
  /** What sweeps and votes have come to. */
  tables: readonly ReportTable[]
  /** How many answers are not in view, and what they came to. */
  beside: (count: number, sums: Sums) => string
  /** Costs are estimates. */
  estimate: string
  /** What a setting is called, mostly as on the wire. */
  setting: (name: SettingName) => string
  headings: Readonly<Record<'figures' | 'settings' | 'turn' | 'column' | 'end' | 'sums', string>>
  turn: (number: number) => string
  /** `model` null: several models answered in it. */
  column: (number: number, model: string | null) => string
  question: string
  notAsked: string
  /** Of an answer that no run has given. */
  written: string
  noText: string
  /** Of an answer of the sandbox. */
  sandbox: string
  /** Of counts that the upstream has not closed. */
  notFinal: string
  figureNames: Readonly<Record<FigureName, string>>
  figures: (facts: Facts) => Readonly<Record<FigureName, string>>
  sums: (sums: Sums) => Readonly<Record<'tokens' | 'thinking' | 'cost', string>>
  /** That somebody found an answer good or bad, or has written of it. */
  judged: (mark: RunMark) => string
  ranks: Readonly<Record<NonNullable<Rank>, string>>
  /** How an answer ended, or that it has not. */
  end: (facts: Facts) => string
  thinking: string
  thinkingHidden: string
  call: (name: string) => string
  result: string
  resultFailed: string
  file: (name: string) => string
  /** Of a picture that is too large to stand in the report. */
  fileLeftOut: (name: string) => string
  other: (type: string) => string
  error: string
}
