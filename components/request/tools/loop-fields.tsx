import { useId } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { type ChatSettings, LOOP_MODES, type LoopSettings } from '@/lib/domain/chat-settings'
import { NumberField } from '../../ui/number-field'
import { Segment } from '../../ui/segment'

interface Props {
  settings: ChatSettings
  isLocked: boolean
  change: (patch: Partial<ChatSettings>) => void
}

const WORDS = { auto: 'modeAuto', step: 'modeStep' } as const
const MOST_STEPS = 200
const MOST_BUDGET = 10_000

/** What becomes of the calls that an answer asks for: by themselves or step by step, and how far. */
export function LoopFields({ settings, isLocked, change }: Props) {
  const t = useTranslations('requestTools')
  const locale = useLocale()
  const id = useId()
  const { loop } = settings
  const set = (patch: Partial<LoopSettings>) => change({ loop: { ...loop, ...patch } })
  return (
    <>
      <div className="flex min-h-7 items-center justify-between gap-2 text-ui phone:min-h-11">
        <span className="text-ink-2">{t('loop')}</span>
        <Segment
          label={t('loop')}
          value={loop.mode}
          options={LOOP_MODES.map((value) => ({ value, label: t(WORDS[value]) }))}
          isCompact
          isDisabled={isLocked}
          onValueChange={(mode) => set({ mode })}
        />
      </div>
      {loop.mode === 'step' && <p className="text-ink-3 text-small">{t('modeStepHint')}</p>}
      <label
        htmlFor={`${id}s`}
        className="flex min-h-7 items-center justify-between gap-2 text-ui phone:min-h-11"
      >
        <span className="text-ink-2">{t('maxSteps')}</span>
        <NumberField
          id={`${id}s`}
          label={t('maxSteps')}
          value={loop.maxSteps}
          min={1}
          max={MOST_STEPS}
          locale={locale}
          onValueChange={(maxSteps) => {
            if (Number.isInteger(maxSteps) && maxSteps >= 1 && maxSteps <= MOST_STEPS)
              set({ maxSteps })
          }}
        />
      </label>
      <label
        htmlFor={`${id}b`}
        className="flex min-h-7 items-center justify-between gap-2 text-ui phone:min-h-11"
      >
        <span className="text-ink-2">{t('budget')}</span>
        <NumberField
          id={`${id}b`}
          label={t('budget')}
          value={loop.budget}
          min={0}
          max={MOST_BUDGET}
          step={0.1}
          digits={4}
          locale={locale}
          placeholder={t('noBudget')}
          onValueChange={(budget) => {
            if (budget > 0 && budget <= MOST_BUDGET) set({ budget })
          }}
          onClear={() => set({ budget: null })}
        />
      </label>
    </>
  )
}
