import { useTranslations } from 'use-intl'
import { isRecord } from '@/lib/wire/json'
import { WebLink } from './web-link'

/** The pages that a web search found. */
export function SearchResults({ content }: { content: unknown }) {
  const t = useTranslations('chat.blocks')
  const pages = Array.isArray(content) ? content.filter(isRecord) : []
  if (pages.length === 0) return <p className="text-ink-3 text-ui">{t('nothingFound')}</p>
  return (
    <ol className="flex flex-col gap-1 text-ui">
      {pages.map(({ url, title, page_age }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: results have no name of their own and never change
        <li key={index}>
          <WebLink address={url} title={title} />
          {typeof page_age === 'string' && (
            <span className="ml-2 text-ink-3 text-small">{page_age}</span>
          )}
        </li>
      ))}
    </ol>
  )
}
