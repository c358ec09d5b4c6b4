import { Field as BaseField } from '@base-ui/react/field'
import { X } from 'lucide-react'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import type { FieldProblem, FormField } from '@/lib/domain/tools/input-form'
import { cx } from '../../ui/cx'
import { Field, fieldClass } from '../../ui/field'
import { IconButton } from '../../ui/icon-button'
import { Segment } from '../../ui/segment'
import { Select } from '../../ui/select'
import { TextField } from '../../ui/text-field'

interface Props {
  field: FormField
  text: string
  /** The line of the schema to be mended before this can be filled. */
  brokenLine: number | undefined
  problem: FieldProblem | undefined
  onPut: (label: string, text: string) => void
}

/** One part of a tool's input. A schema may have hundreds: it is drawn anew only when it changes itself. */
export const TryField = memo(function TryField(props: Props) {
  const { field, text, brokenLine, problem, onPut } = props
  const t = useTranslations('tools.try')
  const { label, isRequired, hint } = field
  const onChange = (next: string) => onPut(label, next)
  const isShort = ['number', 'integer', 'boolean', 'date'].includes(field.kind) || isSegment(field)
  const canClear = !isRequired && text !== '' && !TYPED.has(field.kind)
  const end = isRequired ? (
    <span>{t('required')}</span>
  ) : canClear ? (
    <IconButton
      label={t('clear', { label })}
      icon={X}
      iconSize={12}
      className="-my-1.5 size-5! phone:-my-3 phone:size-11!"
      onClick={() => onChange('')}
    />
  ) : null
  return (
    // Its name and its choices are the schema's.
    <div data-user-text className={cx('flex min-w-0 flex-col gap-1', !isShort && 'col-span-2')}>
      <Field
        label={label}
        end={end}
        error={problem === undefined ? null : t(`problems.${problem}`)}
        className={brokenLine === undefined ? '' : 'text-ink-4'}
      >
        {brokenLine === undefined ? (
          <Control field={field} text={text} onChange={onChange} />
        ) : (
          <TextField value="" readOnly disabled placeholder={t('fixFirst', { line: brokenLine })} />
        )}
      </Field>
      {hint !== null && hint !== '' && (
        <p className="wrap-anywhere text-ink-3 text-small">{hint}</p>
      )}
    </div>
  )
})

/** Those whose text anybody can take away again. */
const TYPED: ReadonlySet<string> = new Set([
  'text',
  'number',
  'integer',
  'dateTime',
  'json',
  'list',
])

function isSegment(field: FormField): boolean {
  if (field.kind !== 'choice') return false
  return field.choices.length <= 3 && field.choices.join('').length <= 24
}

function Control({
  field,
  text,
  onChange,
}: Pick<Props, 'field' | 'text'> & { onChange: (text: string) => void }) {
  const t = useTranslations('tools.try')
  const { label } = field
  if (field.kind === 'boolean' || field.kind === 'choice') {
    const choices = field.kind === 'choice' ? field.choices : ['true', 'false']
    const options = choices.map((value) => ({ value, label: value.replace(/^"(.*)"$/, '$1') }))
    if (field.kind === 'boolean' || isSegment(field)) {
      return <Segment label={label} value={text} options={options} onValueChange={onChange} />
    }
    return (
      <Select
        label={label}
        value={text}
        options={[{ value: '', label: t('notGiven') }, ...options]}
        onValueChange={onChange}
      />
    )
  }
  if (field.kind === 'json' || field.kind === 'list') {
    return (
      <BaseField.Control
        render={<textarea rows={field.kind === 'list' ? 3 : 2} />}
        value={text}
        spellCheck={false}
        placeholder={t(field.kind === 'list' ? 'onePerLine' : 'jsonValue')}
        onChange={(event) => onChange(event.target.value)}
        className={cx(fieldClass, 'resize-y px-2 py-1 font-mono text-small placeholder:font-sans')}
      />
    )
  }
  return (
    <TextField
      type={field.kind === 'date' ? 'date' : 'text'}
      inputMode={field.kind === 'number' || field.kind === 'integer' ? 'decimal' : undefined}
      placeholder={field.kind === 'dateTime' ? '2026-11-16T09:30:00Z' : undefined}
      value={text}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
