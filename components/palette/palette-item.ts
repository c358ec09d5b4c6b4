import type { LucideIcon } from 'lucide-react'
import type { Chord } from '../actions/chord'
import { type Match, matchText } from './match-text'

/** Something that the palette leads to. */
export interface PaletteItem {
  /** Among all items. */
  key: string
  icon: LucideIcon
  text: string
  /** Finds it as well, and is not shown. */
  alias?: string
  match: Match
  /** At the right end: keys, or words. */
  chord?: Chord | undefined
  note?: string | undefined
  isLive?: boolean
  act: () => void
}

export interface PaletteGroup {
  /** Its words are the message `palette.groups.<value>`. */
  value: 'conversations' | 'recent' | 'actions' | 'models' | 'more'
  items: PaletteItem[]
}

/** What of these has every word of the search; the better found first, else in the order given. */
export function findItems(
  items: readonly Omit<PaletteItem, 'match'>[],
  query: string,
): PaletteItem[] {
  return items
    .flatMap((item) => {
      const match = matchText(item.text, query) ?? matchAlias(item, query)
      return match === null ? [] : [{ ...item, match }]
    })
    .sort((a, b) => a.match.rank - b.match.rank)
}

/** Found by a word that is not in its text: as well as any, and nothing of the text is marked. */
function matchAlias({ text, alias }: Omit<PaletteItem, 'match'>, query: string): Match | null {
  const match = alias === undefined ? null : matchText(alias, query)
  return match === null ? null : { rank: match.rank, pieces: [{ text, isMatch: false }] }
}
