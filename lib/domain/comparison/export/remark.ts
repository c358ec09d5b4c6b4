import type { ReportCell } from './report'
import { type FigureName, isRanked, type ReportWords } from './report-words'

/** What is said beside a figure: that it is the best or the worst of its turn, or that it may not be all. */
export interface Remark {
  tone: 'best' | 'worst'
  text: string
}

/** What is to be said beside a figure of a cell; null for nothing. */
export function remarkOf(
  cell: ReportCell | null,
  name: FigureName,
  words: ReportWords,
): Remark | null {
  if (cell === null) return null
  if (name === 'tokens') {
    return hasOpenCount(cell) ? { tone: 'worst', text: words.notFinal } : null
  }
  const rank = isRanked(name) ? (cell.ranks?.[name] ?? null) : null
  return rank === null ? null : { tone: rank, text: words.ranks[rank] }
}

/** True where an answer ended, or stands, before the upstream had counted its tokens. */
export function hasOpenCount({ runs }: Pick<ReportCell, 'runs'>): boolean {
  return runs.some(({ message }) => message !== null && message.stop_reason === null)
}
