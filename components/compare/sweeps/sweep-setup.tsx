import { type ReactNode, useDeferredValue, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { Column } from '@/lib/client/comparison/use-columns'
import { isRepeatCount, type Setup, USUAL_REPEATS } from '@/lib/client/sweeps/setup'
import { keepSetup, readSetup } from '@/lib/client/sweeps/setup-draft'
import { usePlannedSweep } from '@/lib/client/sweeps/use-planned-sweep'
import { modelLabel } from '@/lib/domain/models'
import { MOST_REPEATS } from '@/lib/domain/sweeps/sweep'
import { Field } from '../../ui/field'
import { NumberField } from '../../ui/number-field'
import { Segment } from '../../ui/segment'
import { Select } from '../../ui/select'
import { LeftOutList } from './left-out-list'
import { SetupAxes } from './setup-axes'
import { SetupFoot } from './setup-foot'

interface Props {
  comparisonId: string
  columns: readonly Column[]
  onStarted: (sweepId: string) => void
  /** Back to the sweeps that there are. */
  onCancel?: () => void
}

/** What is to be asked again and again: chosen, counted, estimated and capped before it starts. */
export function SweepSetup({ comparisonId, columns, onStarted, onCancel }: Props) {
  const t = useTranslations('sweeps')
  const [setup, setSetup] = useState(() => keptSetup(comparisonId, columns))
  const change = (patch: Partial<Setup>) => {
    const next = { ...setup, ...patch }
    setSetup(next)
    keepSetup(comparisonId, next)
  }
  const start = (sweepId: string) => {
    keepSetup(comparisonId, null)
    onStarted(sweepId)
  }
  const planned = usePlannedSweep(columns, useDeferredValue(setup))
  const isGrid = setup.kind === 'grid'
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-6 phone:px-4">
        <div className="max-w-105">
          <Segment
            label={t('kind')}
            value={setup.kind}
            options={[
              { value: 'repeat', label: t('repeat') },
              { value: 'grid', label: t('grid') },
            ]}
            onValueChange={(kind) => change({ kind })}
          />
        </div>
        <p className="mt-2 max-w-133 text-ink-3 text-ui">{t(isGrid ? 'gridHint' : 'repeatHint')}</p>
        <div className="mt-4 flex flex-wrap gap-x-6 gap-y-3">
          <Repeats value={setup.repeats} onChange={(repeats) => change({ repeats })} />
          {isGrid && columns.length > 1 && (
            <From columns={columns} value={setup.from} onChange={(from) => change({ from })} />
          )}
        </div>
        {isGrid && <SetupAxes setup={setup} onChange={change} />}
        <LeftOutList leftOut={planned.leftOut} models={setup.models} />
      </div>
      <SetupFoot {...{ comparisonId, setup, planned, onCancel }} onStarted={start} />
    </>
  )
}

/** What was chosen before; from a column that is gone, from the first. */
function keptSetup(comparisonId: string, columns: readonly Column[]): Setup {
  const [first, kept] = [firstSetup(columns), readSetup(comparisonId)]
  if (kept === null) return first
  return columns.some(({ id }) => id === kept.from) ? kept : { ...kept, from: first.from }
}

function firstSetup(columns: readonly Column[]): Setup {
  const [first] = columns
  const { upstream = '', model = '' } = first?.settings ?? {}
  return {
    ...{ kind: 'repeat', repeats: USUAL_REPEATS, from: first?.id ?? '' },
    models: [{ upstream, model }],
    ...{ efforts: [], temperatures: '', systems: [] },
  }
}

function Repeats({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const t = useTranslations('sweeps')
  const locale = useLocale()
  const isInvalid = !isRepeatCount(value)
  const error = isInvalid ? t('repeatsRange', { most: MOST_REPEATS }) : null
  return (
    <Labelled label={t('repeats')} note={error}>
      <NumberField
        label={t('repeats')}
        value={value}
        min={1}
        max={MOST_REPEATS}
        locale={locale}
        isInvalid={isInvalid}
        className="flex"
        onValueChange={onChange}
        onClear={() => onChange(0)}
      />
    </Labelled>
  )
}

interface LabelledProps {
  label: string
  note: string | null
  children: ReactNode
}

/** A number with its name over it, and what is wrong with it beside. */
export function Labelled({ label, note, children }: LabelledProps) {
  return (
    <div className="flex flex-col gap-1">
      <span aria-hidden className="text-ink-3 text-small phone:text-title">
        {label}
      </span>
      <div className="flex min-h-7 items-center gap-2">
        {children}
        {note !== null && (
          <span role="alert" className="text-bad text-small">
            {note}
          </span>
        )}
      </div>
    </div>
  )
}

interface FromProps {
  columns: readonly Column[]
  value: string
  onChange: (id: string) => void
}

function From({ columns, value, onChange }: FromProps) {
  const t = useTranslations('sweeps')
  const options = columns.map(({ id, settings }, index) => ({
    value: id,
    label: t('columnIs', { number: index + 1, model: modelLabel(settings?.model ?? '') }),
  }))
  return (
    <Field label={t('from')} className="w-72 phone:w-full">
      <Select label={t('from')} value={value} options={options} onValueChange={onChange} />
    </Field>
  )
}
