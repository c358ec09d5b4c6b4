'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { GrowingTextarea } from '../ui/growing-textarea'

/** The system prompt, as high as its text up to half the screen. */
export function SystemPrompt({
  value,
  onChange,
}: {
  value: string
  onChange: (value: string) => void
}) {
  const t = useTranslations('request')
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-baseline justify-between gap-2 text-ink-3 text-small">
        <label htmlFor={id} className="phone:text-title">
          {t('system')}
        </label>
        <span>{t('characters', { count: [...value].length })}</span>
      </div>
      <GrowingTextarea
        id={id}
        value={value}
        placeholder={t('systemPlaceholder')}
        onChange={(event) => onChange(event.target.value)}
        textClass="px-2.5 py-1.5 text-ui phone:px-3 phone:py-2.5 phone:text-reading"
        className="fade max-h-[50dvh] min-h-14 rounded-md bg-field shadow-edge has-focus-visible:outline-2 has-focus-visible:outline-accent"
      />
    </div>
  )
}
