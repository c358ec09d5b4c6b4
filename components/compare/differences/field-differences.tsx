'use client'

import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ReadJson } from '@/lib/domain/code/exact-json'
import { Switch } from '../../ui/switch'
import { compareFields } from './compared-fields'
import { SameLine } from './difference-summary'
import { FieldRow } from './field-row'

/** Fields that are drawn at once. */
const PAGE = 100

interface Props {
  baseline: ReadJson
  answer: ReadJson
  against: 'baseline' | 'earlier'
}

/** Two structured answers side by side, field by field. */
export function FieldDifferences({ baseline, answer, against }: Props) {
  const t = useTranslations('differences')
  const [isOnlyDiffering, setOnlyDiffering] = useState(true)
  const [shown, setShown] = useState(PAGE)
  const fields = useMemo(() => compareFields(baseline, answer), [baseline, answer])
  const differing = fields.filter(({ kind }) => kind !== 'same')
  const rows = isOnlyDiffering ? differing : fields
  const left = rows.length - shown
  return (
    <>
      {/* At the right of its first line stands what edits the question of the column. */}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {differing.length === 0 ? (
          <SameLine />
        ) : (
          <p className="text-ink-3 text-small">
            {t('fieldsDiffer', { differing: differing.length, all: fields.length })}
          </p>
        )}
        <span className="flex items-center gap-2 text-ink-2 text-small phone:min-h-11 phone:text-title">
          <span aria-hidden>{t('onlyDiffering')}</span>
          <Switch
            label={t('onlyDiffering')}
            isOn={isOnlyDiffering}
            onChange={(isOn) => setOnlyDiffering(isOn)}
          />
        </span>
      </div>
      {rows.length > 0 && (
        <table className="mt-2 w-full table-fixed border-collapse text-ui" aria-label={t('table')}>
          <thead>
            <tr className="text-left text-ink-3 text-small">
              {(['field', against, 'answer'] as const).map((column) => (
                <th
                  key={column}
                  scope="col"
                  className="py-1 pr-3 font-normal first:w-[28%] last:pr-0"
                >
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((field, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, a path may come twice
              <FieldRow key={place} field={field} />
            ))}
          </tbody>
        </table>
      )}
      {left > 0 && (
        <button
          type="button"
          onClick={() => setShown(shown + PAGE)}
          className="fade mt-2 rounded-sm text-accent text-small hover:text-accent-hover phone:min-h-11"
        >
          {t('moreFields', { count: Math.min(left, PAGE) })}
        </button>
      )}
    </>
  )
}
