import { Plus } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { newId } from '@/lib/domain/ids'
import { readJsonSource } from '@/lib/domain/json-text/source'
import type { Condition, Rule } from '@/lib/domain/tools/answer'
import { formFields } from '@/lib/domain/tools/input-form'
import { fromResultForm, type ResultForm, toResultForm } from '@/lib/domain/tools/result-form'
import { focusLater } from '../../shell/focus-later'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { NumberField } from '../../ui/number-field'
import { ConditionRow } from './condition-row'
import { ResultFields } from './result-fields'

interface Props {
  rule: Rule
  place: number
  /** Of the tool's input: its names are offered. */
  schemaText: string
  onKeep: (rule: Rule) => void
  onClose: () => void
}

const LONGEST_DELAY = 60_000
const FRESH_CONDITION: Condition = { path: '', operator: '=', value: '' }

/** What is typed in a row is the row's own: it has a name as long as the dialog stands. */
const toRow = (condition: Condition) => ({ id: newId(), condition })
type Row = ReturnType<typeof toRow>

/** One rule: when it fits, what it answers, how long it takes. */
export function RuleDialog({ rule, place, schemaText, onKeep, onClose }: Props) {
  const t = useTranslations('tools.rules')
  const common = useTranslations('common')
  const locale = useLocale()
  const [rows, setRows] = useState(() => rule.when.map(toRow))
  const when = rows.map(({ condition }) => condition)
  const [result, setResult] = useState<ResultForm>(() => toResultForm(rule.result))
  const [delay, setDelay] = useState<number | null>(rule.delayMs)
  const paths = useMemo(
    () => formFields(readJsonSource(schemaText).node?.value).map(({ label }) => label),
    [schemaText],
  )
  const made = fromResultForm(result)
  const isDelayGood = delay !== null && delay >= 0 && delay <= LONGEST_DELAY
  const isGood = made !== null && isDelayGood && when.every(({ path }) => path !== '')
  return (
    <Dialog
      title={t('one', { place })}
      isOpen
      onOpenChange={onClose}
      end={
        <div className="flex gap-1">
          <Button variant="quiet" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            disabled={!isGood}
            onClick={() =>
              made !== null && delay !== null && onKeep({ when, result: made, delayMs: delay })
            }
          >
            {t('keep')}
          </Button>
        </div>
      }
    >
      <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 pb-5 phone:px-4">
        <Conditions rows={rows} paths={paths} onChange={setRows} />
        <ResultFields form={result} isInvalid={made === null} onChange={setResult} />
        <div className="flex items-center gap-2 text-small">
          <span className="text-ink-3">{t('delay')}</span>
          <NumberField
            label={t('delayLabel')}
            value={delay}
            min={0}
            max={LONGEST_DELAY}
            step={100}
            locale={locale}
            isInvalid={!isDelayGood}
            onValueChange={setDelay}
            onClear={() => setDelay(null)}
          />
          <span className="text-ink-3">{t('delayUnit')}</span>
        </div>
      </div>
    </Dialog>
  )
}

interface ConditionsProps {
  rows: readonly Row[]
  paths: readonly string[]
  onChange: (rows: Row[]) => void
}

/** When a rule fits. The focus goes to a condition that is added, and from one that goes to the next. */
function Conditions({ rows, paths, onChange }: ConditionsProps) {
  const t = useTranslations('tools.rules')
  const list = useRef<HTMLElement>(null)
  const addButton = useRef<HTMLButtonElement>(null)
  const findIn = (row: Row, control: string) =>
    list.current?.querySelector<HTMLElement>(`[data-row="${row.id}"] ${control}`)
  const add = () => {
    const row = toRow({ ...FRESH_CONDITION, path: paths[0] ?? '' })
    onChange([...rows, row])
    focusLater(() => findIn(row, 'input'))
  }
  const remove = (at: number) => {
    const next = rows[at + 1] ?? rows[at - 1]
    onChange(rows.toSpliced(at, 1))
    focusLater(() => (next === undefined ? addButton.current : findIn(next, '[data-delete]')))
  }
  return (
    <section ref={list} aria-label={t('when')} className="flex flex-col gap-1.5">
      <h3 className="text-ink-3 text-small">{t('when')}</h3>
      {rows.length === 0 && <p className="text-ink-2 text-ui">{t('whenAny')}</p>}
      {rows.map(({ id, condition }, at) => (
        <div key={id} data-row={id}>
          <ConditionRow
            place={at + 1}
            condition={condition}
            paths={paths}
            onChange={(next) => onChange(rows.with(at, { id, condition: next }))}
            onDelete={() => remove(at)}
          />
        </div>
      ))}
      <div>
        <Button
          ref={addButton}
          variant="quiet"
          className="-ml-2.5"
          icon={<Plus aria-hidden size={16} strokeWidth={1.5} />}
          onClick={add}
        >
          {t('addCondition')}
        </Button>
      </div>
    </section>
  )
}
