import { diffLines } from 'diff'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { MessagesBody } from '@/lib/wire/types'
import { cx } from '../../ui/cx'
import { foldUnchanged, type Piece } from './fold-unchanged'

/** Two long requests that differ in everything are not worth waiting for, ms. */
const LONGEST_MS = 2000

const LOOKS: Record<Piece['kind'], { sign: string; look: string }> = {
  added: { sign: '+', look: 'bg-ok-soft text-ink' },
  removed: { sign: '−', look: 'bg-bad-soft text-ink' },
  same: { sign: ' ', look: 'text-ink-3' },
}

/** What two requests differ in, line by line; what they share is folded but for what stands around. */
export function BodyDiff({ before, after }: { before: MessagesBody; after: MessagesBody }) {
  const t = useTranslations('request.otherModel')
  const pieces = useMemo(() => {
    const [a, b] = [before, after].map((body) => `${JSON.stringify(body, null, 2)}\n`)
    const changes = diffLines(a ?? '', b ?? '', { timeout: LONGEST_MS })
    return changes === undefined ? null : foldUnchanged(changes)
  }, [before, after])
  return (
    <section
      aria-label={t('difference')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="mx-5 mb-3 min-h-0 flex-1 overflow-y-auto rounded-lg bg-sunken py-2 font-mono text-code outline-offset-[-2px] phone:mx-4"
    >
      {pieces === null && <p className="px-3 font-sans text-ink-3 text-ui">{t('tooLong')}</p>}
      {pieces?.map((piece) =>
        piece.lines === null ? (
          <p key={piece.at} className="px-3 py-1 font-sans text-ink-3 text-small">
            {t('unchanged', { count: piece.count })}
          </p>
        ) : (
          <pre
            key={piece.at}
            data-user-text
            className={cx('wrap-anywhere whitespace-pre-wrap px-3', LOOKS[piece.kind].look)}
          >
            {piece.kind !== 'same' && <span className="sr-only">{t(piece.kind)}</span>}
            {piece.lines.map((line) => `${LOOKS[piece.kind].sign} ${line}`).join('\n')}
          </pre>
        ),
      )}
    </section>
  )
}
