import { useFormatter } from 'use-intl'
import { isRecord } from '@/lib/wire/json'
import { DocumentCard } from '../document-card'
import { WebLink } from './web-link'

/** A page that was fetched: where, when, and what it holds. */
export function FetchResult({ content }: { content: unknown }) {
  const { url, retrieved_at, content: page } = isRecord(content) ? content : {}
  const format = useFormatter()
  const time = (text: string) => {
    const at = new Date(text)
    const style = { dateStyle: 'medium', timeStyle: 'short' } as const
    return Number.isNaN(at.getTime()) ? text : format.dateTime(at, style)
  }
  const document = isRecord(page) ? { ...page, type: 'document' } : null
  return (
    <div className="flex flex-col gap-2 text-ui">
      <p>
        <WebLink address={url} />
        {typeof retrieved_at === 'string' && (
          <span className="ml-2 text-ink-3 text-small">{time(retrieved_at)}</span>
        )}
      </p>
      {document !== null && <DocumentCard block={document} />}
    </div>
  )
}
