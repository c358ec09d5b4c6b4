import { useLocale, useTranslations } from 'use-intl'
import { HIGHEST_CAP } from '@/lib/domain/sweeps/sweep'
import { NumberField } from '../../ui/number-field'

interface Props {
  /** USD. */
  value: number | null
  isInvalid?: boolean
  onChange: (value: number) => void
  onClear?: () => void
}

/** What a sweep may cost at most. */
export function CapField({ value, isInvalid = false, onChange, onClear = () => {} }: Props) {
  const t = useTranslations('sweeps')
  const locale = useLocale()
  return (
    <div className="flex items-center gap-2 text-ui">
      <span aria-hidden className="text-ink-3">
        {t('cap')}
      </span>
      <NumberField
        label={t('capLabel')}
        value={value}
        min={0}
        max={HIGHEST_CAP}
        step={0.1}
        digits={4}
        locale={locale}
        isInvalid={isInvalid}
        onValueChange={onChange}
        onClear={onClear}
      />
    </div>
  )
}
