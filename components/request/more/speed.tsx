import { Lock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { ChatSettings } from '@/lib/domain/conversation'
import { FAST_MODES } from '@/lib/domain/fast-mode'
import { modelFactsOf } from '@/lib/domain/model-facts'
import { findModel } from '@/lib/domain/models'
import { Field } from '../../ui/field'
import { Select } from '../../ui/select'

interface Props {
  settings: ChatSettings
  change: (patch: Partial<ChatSettings>) => void
}

const SPEEDS = ['standard', 'fast'] as const

/** `speed`: fast is for a few models, of which some want a beta. */
export function Speed({ settings, change }: Props) {
  const t = useTranslations('requestMore')
  const { speed, betas, model } = settings
  const row = findModel(model)
  const mode = FAST_MODES.get(row?.id ?? '')
  const { label } = modelFactsOf(model, undefined)
  const isRefused = row !== undefined && mode === undefined
  const beta = typeof mode === 'object' && !betas.includes(mode.beta) ? mode.beta : null
  return (
    <>
      <Field label="speed">
        <Select
          label="speed"
          value={speed ?? ''}
          options={[
            { value: '', label: t('notSent') },
            ...SPEEDS.map((value) => ({
              value,
              label: value,
              isDisabled: value === 'fast' && isRefused,
            })),
          ]}
          onValueChange={(value) => change({ speed: SPEEDS.find((one) => one === value) ?? null })}
        />
      </Field>
      {(isRefused || mode === 'ignored' || (speed === 'fast' && beta !== null)) && (
        <p className="-mt-2 flex items-start gap-1.5 text-ink-3 text-small phone:text-title">
          <Lock aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
          <span>
            {isRefused
              ? t('speedRefused', { model: label })
              : mode === 'ignored'
                ? t('speedIgnored', { model: label })
                : t('speedBeta', { model: label })}{' '}
            {beta !== null && !isRefused && (
              <button
                type="button"
                onClick={() => change({ betas: [...betas, beta] })}
                className="rounded-sm font-medium text-accent hover:underline"
              >
                {t('addBeta', { beta })}
              </button>
            )}
          </span>
        </p>
      )}
    </>
  )
}
