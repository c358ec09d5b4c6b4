import { Fragment } from 'react'
import { useTranslations } from 'use-intl'
import type { Piece } from '@/lib/domain/differences/word-diff'
import type { ComparedField } from './compared-fields'
import { MarkedText } from './marked-text'

const CELL = 'py-1.5 pr-3 align-top last:pr-0'

/** A field: where it stands, and what each side has there. */
export function FieldRow({ field: { path, kind, before, after } }: { field: ComparedField }) {
  const t = useTranslations('differences')
  return (
    <tr className="border-line border-t">
      <th scope="row" className={`${CELL} text-left font-normal text-ink-2`}>
        {path === '' ? (
          t('whole')
        ) : (
          <span data-user-text className="wrap-anywhere font-mono text-[12px]">
            {/* It may break before a step. */}
            {path.split(/(?=[.[])/).map((step, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
              <Fragment key={place}>
                <wbr />
                {step}
              </Fragment>
            ))}
          </span>
        )}
        {kind === 'moved' && <span className="block text-ink-3 text-small">{t('order')}</span>}
      </th>
      <Value pieces={before} />
      <Value pieces={after} />
    </tr>
  )
}

function Value({ pieces }: { pieces: readonly Piece[] | null }) {
  const t = useTranslations('differences')
  if (pieces === null) return <td className={`${CELL} text-ink-3`}>{t('absent')}</td>
  return (
    <td
      data-user-text
      className={`${CELL} wrap-anywhere whitespace-pre-wrap font-mono text-[12px] [unicode-bidi:plaintext]`}
    >
      <MarkedText pieces={pieces} />
    </td>
  )
}
