import { useTranslations } from 'use-intl'
import type { Piece } from '@/lib/domain/differences/word-diff'

/** Line and ground: a mark is never colour alone. Two marks side by side stand a little apart. */
const MARKS = {
  added: 'rounded-sm bg-ok-soft text-ink underline decoration-ok underline-offset-3 [del+&]:ml-0.5',
  removed: 'rounded-sm bg-bad-soft text-ink-2 line-through decoration-bad',
} as const

/** A text with what was removed and what was added marked, for eyes and for readers. */
export function MarkedText({ pieces }: { pieces: readonly Piece[] }) {
  const t = useTranslations('differences')
  return pieces.map(({ kind, text }, place) => {
    if (kind === 'same') return text
    const Mark = kind === 'added' ? 'ins' : 'del'
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place, its text may come twice
      <Mark key={place} className={MARKS[kind]}>
        <span className="sr-only select-none">{t(`mark.${kind}`)}</span>
        {text}
      </Mark>
    )
  })
}
