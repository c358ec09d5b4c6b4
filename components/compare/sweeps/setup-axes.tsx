import { Plus, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { readTemperatures, type Setup, systemName } from '@/lib/client/sweeps/setup'
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
  const isWrong = readTemperatures(temperatures) === null
  return (
    <Axis name={t('temperatures')} hint={t('temperaturesHint')}>
      <Field
        label={t('temperatures')}
        isLabelHidden
        error={isWrong ? t('temperaturesRange') : null}
        className="max-w-72"
      >
        <TextField
          value={temperatures}
          inputMode="decimal"
          placeholder={t('temperaturesExample')}
          onChange={(event) => onChange({ temperatures: event.target.value })}
        />
      </Field>
    </Axis>
  )
}

/** More of them nobody reads side by side. */
const MOST_SYSTEMS = 8

function Systems({ setup: { systems }, onChange }: Props) {
  const t = useTranslations('sweeps')
  const put = (index: number, text: string) => onChange({ systems: systems.with(index, text) })
  return (
    <Axis name={t('systems')} hint={t('systemsHint')}>
      <div className="flex flex-col gap-2">
        {systems.map((text, index) => {
          const label = t('systemLabel', { name: systemName(index) })
          return (
            <div key={systemName(index)} className="flex items-start gap-2">
              <span aria-hidden className="w-4 pt-1 font-medium text-ink-3 text-ui">
                {systemName(index)}
              </span>
              <GrowingTextarea
                aria-label={label}
                value={text}
                placeholder={t('systemEmpty')}
                className={`${fieldClass} max-h-60 min-h-7 flex-1`}
                textClass="px-2 py-1 text-ui phone:text-reading"
                onChange={(event) => put(index, event.target.value)}
              />
              <IconButton
                label={t('removeSystem', { name: systemName(index) })}
                icon={Trash2}
                onClick={() => onChange({ systems: systems.toSpliced(index, 1) })}
              />
            </div>
          )
        })}
        <div>
          <Button
            variant="quiet"
            icon={<Plus aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />}
            disabled={systems.length >= MOST_SYSTEMS}
            onClick={() => onChange({ systems: [...systems, ''] })}
            className="-ml-2.5"
          >
            {t('addSystem')}
          </Button>
        </div>
      </div>
    </Axis>
  )
}
