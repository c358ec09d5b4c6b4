import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Column } from '@/lib/client/comparison/use-columns'
import { sweepQuery, sweepsQuery } from '@/lib/client/queries/sweeps-query'
import type { SweepSummary } from '@/lib/domain/sweeps/sweep'
import { isApiError } from '@/lib/wire/errors'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { LoadingBars } from '../../ui/loading-bars'
import { Select } from '../../ui/select'
import { useErrorWords } from '../../ui/use-error-words'
import { SweepResults } from './sweep-results'
import { SweepSetup } from './sweep-setup'

interface Props {
  comparisonId: string
  columns: readonly Column[]
}

/** The sweeps of a comparison: the one that is looked at, or the setup of a new one. */
export function SweepsView({ comparisonId, columns }: Props) {
  const t = useTranslations('sweeps')
  const { data: sweeps, error } = useQuery(sweepsQuery(comparisonId))
  const [chosen, setChosen] = useState<string | null>(null)
  if (sweeps === undefined) {
    return (
      <div className="px-5 pb-5 phone:px-4">
        <Loading error={error} />
      </div>
    )
  }
  const id = chosen ?? sweeps[0]?.id ?? NEW
  if (id === NEW) {
    return (
      <SweepSetup
        {...{ comparisonId, columns }}
        onStarted={setChosen}
        {...(sweeps.length === 0 ? {} : { onCancel: () => setChosen(null) })}
      />
    )
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-6 phone:px-4">
      <div className="mb-4 flex flex-wrap items-end gap-2">
        {sweeps.length > 1 && <Which sweeps={sweeps} value={id} onChoose={setChosen} />}
        <Button
          icon={<Plus aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />}
          onClick={() => setChosen(NEW)}
          className="ml-auto"
        >
          {t('another')}
        </Button>
      </div>
      <OneSweep key={id} {...{ comparisonId, id }} />
    </div>
  )
}

const NEW = 'new'

function OneSweep({ comparisonId, id }: { comparisonId: string; id: string }) {
  const { data: sweep, error } = useQuery(sweepQuery(comparisonId, id))
  // Its comparison was deleted while it was looked at.
  const isGone = isApiError(error) && error.status === 404
  return sweep === undefined || isGone ? <Loading error={error} /> : <SweepResults sweep={sweep} />
}

function Loading({ error }: { error: Error | null }) {
  const t = useTranslations('sweeps')
  const common = useTranslations('common')
  const errorWords = useErrorWords()
  if (error === null) return <LoadingBars count={4} label={common('loading')} />
  return (
    <p role="alert" className="text-bad text-ui">
      {t('loadFailed', { reason: errorWords(error) })}
    </p>
  )
}

interface WhichProps {
  sweeps: readonly SweepSummary[]
  value: string
  onChoose: (id: string) => void
}

function Which({ sweeps, value, onChoose }: WhichProps) {
  const t = useTranslations('sweeps')
  const format = useFormatter()
  const options = sweeps.map(({ id, kind, variants, repeats, state, createdAt }) => ({
    value: id,
    label: t(`kindOf.${kind}`, { variants, repeats }),
    hint: t('startedAt', {
      state: t(`states.${state}`),
      time: format.dateTime(createdAt, { dateStyle: 'medium', timeStyle: 'medium' }),
    }),
  }))
  return (
    <Field label={t('which')} className="w-80 phone:w-full">
      <Select label={t('which')} value={value} options={options} onValueChange={onChoose} />
    </Field>
  )
}
