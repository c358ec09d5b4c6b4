import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { readJsonSource } from '@/lib/domain/json-text/source'
import { type Condition, OPERATORS } from '@/lib/domain/tools/answer'
import { linearPattern } from '@/lib/domain/tools/linear-pattern'
import { cx } from '../../ui/cx'
import { Field, fieldClass } from '../../ui/field'
import { IconButton } from '../../ui/icon-button'
import { Select } from '../../ui/select'
import { SuggestField } from '../../ui/suggest-field'
import { operatorWord } from './rule-words'

interface Props {
  place: number
  condition: Condition
  /** The names of the input. */
  paths: readonly string[]
  onChange: (condition: Condition) => void
  onDelete: () => void
}

/** A name of the input, how it is compared, and with what: JSON, or a text without its quotes. */
export function ConditionRow({ place, condition, paths, onChange, onDelete }: Props) {
  const t = useTranslations('tools.rules')
  const { operator, path } = condition
  const [text, setText] = useState(() => valueText(condition))
  const takesValue = operator !== 'exists' && operator !== 'missing'
  const put = (patch: Partial<Condition>, typed = text) => {
    const next = { ...condition, ...patch }
    onChange({ ...next, value: readValue(next.operator, typed) })
  }
  const isUnusable = operator === 'matches' && linearPattern(text) === null
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_104px_minmax(0,1fr)_auto] items-center gap-1 phone:grid-cols-[minmax(0,1fr)_112px]">
      <SuggestField
        label={t('path', { place })}
        value={path}
        suggestions={paths}
        maxLength={1000}
        isInvalid={path === ''}
        onChange={(next) => put({ path: next })}
      />
      <Field label={t('operator', { place })} isLabelHidden>
        <Select
          label={t('operator', { place })}
          value={operator}
          options={OPERATORS.map((value) => ({ value, label: operatorWord(value, t) }))}
          onValueChange={(next) => put({ operator: next })}
        />
      </Field>
      {takesValue ? (
        <input
          aria-label={t('value', { place })}
          value={text}
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value)
            put({}, event.target.value)
          }}
          className={cx(fieldClass, 'h-7 min-w-0 px-2 font-mono text-small phone:h-11')}
        />
      ) : (
        <span />
      )}
      <IconButton
        label={t('deleteCondition', { place })}
        icon={Trash2}
        data-delete
        onClick={onDelete}
      />
      {isUnusable && (
        <p role="status" className="col-span-full text-small text-warn">
          {t('unusablePattern')}
        </p>
      )}
    </div>
  )
}

function valueText({ operator, value }: Condition): string {
  return typeof value === 'string' && (operator === 'matches' || !isJson(value))
    ? value
    : (JSON.stringify(value) ?? '')
}

const isJson = (text: string) => readJsonSource(text).node !== null

function readValue(operator: Condition['operator'], text: string): unknown {
  if (operator === 'matches') return text
  const { node } = readJsonSource(text)
  return node === null ? text : node.value
}
