import { useTranslations } from 'use-intl'

/** The description of a tool that can only be read. */
export function ReadDescription({ text }: { text: string }) {
  const t = useTranslations('tools')
  return (
    <section className="flex flex-col gap-1">
      <h3 className="text-ink-3 text-small">{t('description')}</h3>
      <p className="whitespace-pre-wrap text-ui" data-user-text>
        {text === '' ? '–' : text}
      </p>
    </section>
  )
}
