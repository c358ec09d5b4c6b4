'use client'

import { useTranslations } from 'use-intl'

interface Props {
  /** Of the control in whose place it stands: what leads there leads here. */
  id: string
  /** On the wire, or in words. */
  name: string
  isMono?: boolean
}

/** In the place of a control of the panel: a captured request carries the field. */
export function CarriedControl({ id, name, isMono = true }: Props) {
  const t = useTranslations('carried')
  return (
    <p
      id={id}
      tabIndex={-1}
      className="flex min-h-8 flex-wrap items-center gap-x-1.5 rounded-sm text-small phone:min-h-11 phone:text-title"
    >
      <span className={isMono ? 'font-mono' : 'text-ink-3'}>{name}</span>
      <span className="ml-auto text-ink-3">{t('isCarried')}</span>
    </p>
  )
}
