import { useEffect, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { findCharacters, type PassagePlace } from '@/lib/domain/files/cited'
import type { Line as ColouredLine } from '../../thread/markdown/code/grammar'
import { useLineColours } from './code/use-line-colours'
import type { Found } from './found'
import { LongList } from './long-list'

interface Props {
  text: string
  place: PassagePlace | null
  onFound: (found: Found) => void
  /** Of its colours. */
  language?: string | null
}

/** A line longer than this is drawn in parts: one element of a million characters stops a page. */
const LONGEST = 2_000

interface Line {
  start: number
  text: string
  /** From 1; null for a further part of a line. */
  number: number | null
  isWhole: boolean
}

/** A text, of which only the lines in view are drawn, with the passage that is cited. */
export function TextPreview({ text, place, onFound, language = null }: Props) {
  const t = useTranslations('preview')
  const coloursOf = useLineColours(text, language)
  const lines = useMemo(() => linesOf(text), [text])
  const passage = useMemo(() => passageIn(text, place), [text, place])
  useEffect(() => {
    if (place === null) return
    onFound(passage === null ? 'not_found' : 'found')
  }, [place, passage, onFound])
  const shown = useMemo(
    () =>
      passage === null
        ? null
        : { line: lines.findLastIndex(({ start }) => start <= passage.start) },
    [lines, passage],
  )
  return (
    <LongList
      label={t('text')}
      lines={lines}
      shown={shown}
      className="min-h-0 flex-1 bg-bg py-3 font-mono text-[12.5px] leading-5"
    >
      {(line) => (
        <div key={line.start} className="flex gap-4 px-4">
          <span
            aria-hidden
            className="w-10 shrink-0 select-none text-right text-ink-3 tabular-nums"
          >
            {line.number}
          </span>
          <span className="wrap-anywhere min-w-0 flex-1 whitespace-pre-wrap">
            <Marked
              line={line}
              passage={passage}
              pieces={line.isWhole && line.number !== null ? coloursOf(line.number - 1) : null}
            />
          </span>
        </div>
      )}
    </LongList>
  )
}

interface MarkedProps {
  line: Line
  passage: Range | null
  /** The line in its colours. */
  pieces: ColouredLine | null
}

function Marked({ line: { start, text }, passage, pieces }: MarkedProps) {
  const from = Math.max(0, (passage?.start ?? 0) - start)
  const to = Math.min(text.length, (passage?.end ?? 0) - start)
  if (to <= from) {
    if (text === '') return '\u200b'
    return pieces === null
      ? text
      : pieces.map(([piece, colour], place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
          <span key={place} className={colour}>
            {piece}
          </span>
        ))
  }
  return (
    <>
      {text.slice(0, from)}
      <mark className="rounded-xs bg-mark text-ink">{text.slice(from, to)}</mark>
      {text.slice(to)}
    </>
  )
}

interface Range {
  start: number
  end: number
}

function passageIn(text: string, place: PassagePlace | null): Range | null {
  if (place === null) return null
  if (place.kind === 'characters') return findCharacters(text, place)
  const { quote } = place
  const start = quote === null ? -1 : text.indexOf(quote)
  return quote === null || start === -1 ? null : { start, end: start + quote.length }
}

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let number = 0
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf('\n', start)
    const end = next === -1 ? text.length : next
    number++
    for (let at = start; at === start || at < end; at += LONGEST) {
      const part = text.slice(at, Math.min(at + LONGEST, end))
      const isWhole = end - start <= LONGEST
      lines.push({ start: at, text: part, number: at === start ? number : null, isWhole })
    }
    start = end + 1
  }
  return lines
}
