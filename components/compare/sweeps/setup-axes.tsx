import { Plus, Trash2 } from 'lucide-react'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { findTwins, readTemperatures, type Setup, systemName } from '@/lib/client/sweeps/setup'
import { useModelOffers } from '@/lib/client/use-model-offers'
import { EFFORT_LEVELS, type EffortLevel } from '@/lib/domain/models-row'
import { Button } from '../../ui/button'
import { Checkbox } from '../../ui/checkbox'
import { Field, fieldClass } from '../../ui/field'
import { GrowingTextarea } from '../../ui/growing-textarea'
import { IconButton } from '../../ui/icon-button'
import { TextField } from '../../ui/text-field'
import { ModelBoxes } from '../model-boxes'

interface Props {
  setup: Setup
  onChange: (patch: Partial<Setup>) => void
}

/** The axes of a grid: what is not varied stays as the column has it. */
export function SetupAxes(props: Props) {
  return (
    <>
      <Models {...props} />
      <Efforts {...props} />
      <Temperatures {...props} />
      <Systems {...props} />
    </>
  )
}

function Axis({ name, hint, children }: { name: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className="mt-5 min-w-0">
      <legend className="pb-1 font-semibold text-ui">{name}</legend>
      {hint !== undefined && <p className="pb-1 text-ink-3 text-small">{hint}</p>}
      {children}
    </fieldset>
  )
}

function Models({ setup: { models }, onChange }: Props) {
  const t = useTranslations('sweeps')
  return (
    <Axis name={t('models')}>
      <div className="flex flex-col gap-2">
        <ModelBoxes
          offers={useModelOffers()}
          chosen={models}
          onChange={(chosen) => onChange({ models: chosen })}
          className="grid-cols-3"
        />
      </div>
    </Axis>
  )
}

const EFFORTS: readonly (EffortLevel | null)[] = [null, ...EFFORT_LEVELS]

function Efforts({ setup: { efforts }, onChange }: Props) {
  const t = useTranslations('sweeps')
  const toggle = (level: EffortLevel | null, isChosen: boolean) =>
    onChange({
      efforts: EFFORTS.filter((one) => (one === level ? isChosen : efforts.includes(one))),
    })
  return (
    <Axis name={t('efforts')} hint={t('asColumn')}>
      <div className="flex flex-wrap gap-x-5">
        {EFFORTS.map((level) => (
          <Checkbox
            key={level}
            isChecked={efforts.includes(level)}
            onChange={(isChosen) => toggle(level, isChosen)}
          >
            {level ?? t('default')}
          </Checkbox>
        ))}
      </div>
    </Axis>
  )
}

function Temperatures({ setup: { temperatures }, onChange }: Props) {
  const t = useTranslations('sweeps')
  const values = readTemperatures(temperatures)
  const hasTwins = findTwins(values ?? []).some((twin) => twin !== null)
  return (
    <Axis name={t('temperatures')} hint={t('temperaturesHint')}>
      <Field
        label={t('temperatures')}
        isLabelHidden
        error={values === null ? t('temperaturesRange') : null}
        className="max-w-72"
      >
        <TextField
          value={temperatures}
          inputMode="decimal"
          placeholder={t('temperaturesExample')}
          onChange={(event) => onChange({ temperatures: event.target.value })}
        />
      </Field>
      {hasTwins && (
        <p role="status" className="pt-1 text-ink-3 text-small">
          {t('temperatureTwins')}
        </p>
      )}
    </Axis>
  )
}

/** More of them nobody reads side by side. */
const MOST_SYSTEMS = 8

function Systems({ setup: { systems }, onChange }: Props) {
  const t = useTranslations('sweeps')
  const addButton = useRef<HTMLButtonElement>(null)
  const [added, setAdded] = useState<number | null>(null)
  const twins = findTwins(systems)
  const add = () => {
    setAdded(systems.length)
    onChange({ systems: [...systems, ''] })
  }
  const remove = (index: number) => {
    // The button that was pressed may be gone in a moment.
    addButton.current?.focus()
    setAdded(null)
    onChange({ systems: systems.toSpliced(index, 1) })
  }
  return (
    <Axis name={t('systems')} hint={t('systemsHint')}>
      <div className="flex flex-col gap-2">
        {systems.map((text, index) => (
          <System
            key={systemName(index)}
            name={systemName(index)}
            text={text}
            twin={twins[index] ?? null}
            isNew={index === added}
            onChange={(next) => onChange({ systems: systems.with(index, next) })}
            onRemove={() => remove(index)}
          />
        ))}
        <div>
          <Button
            ref={addButton}
            variant="quiet"
            icon={<Plus aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />}
            disabled={systems.length >= MOST_SYSTEMS}
            keepsFocus
            onClick={add}
            className="-ml-2.5"
          >
            {t('addSystem')}
          </Button>
        </div>
      </div>
    </Axis>
  )
}

interface SystemProps {
  name: string
  text: string
  /** Index of the one before it that says the same. */
  twin: number | null
  /** It takes the focus. */
  isNew: boolean
  onChange: (text: string) => void
  onRemove: () => void
}

function System({ name, text, twin, isNew, onChange, onRemove }: SystemProps) {
  const t = useTranslations('sweeps')
  const noteId = useId()
  return (
    <div className="flex items-start gap-2">
      <span aria-hidden className="w-4 pt-1 font-medium text-ink-3 text-ui phone:pt-3">
        {name}
      </span>
      <div className="min-w-0 flex-1">
        <GrowingTextarea
          autoFocus={isNew}
          aria-label={t('systemLabel', { name })}
          aria-describedby={twin === null ? undefined : noteId}
          value={text}
          placeholder={t('systemEmpty')}
          className={`${fieldClass} max-h-60 min-h-7 phone:min-h-11`}
          textClass="px-2 py-1 text-ui phone:py-2.5 phone:text-reading"
          onChange={(event) => onChange(event.target.value)}
        />
        {twin !== null && (
          <p id={noteId} className="pt-1 text-ink-3 text-small">
            {t('systemTwin', { name: systemName(twin) })}
          </p>
        )}
      </div>
      <IconButton label={t('removeSystem', { name })} icon={Trash2} onClick={onRemove} />
    </div>
  )
}
