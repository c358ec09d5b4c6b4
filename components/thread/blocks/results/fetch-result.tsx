import { isRecord } from '@/lib/wire/json'
import { DocumentCard } from '../document-card'
import { WebLink } from './web-link'

/** A page that was fetched: where, when, and what it holds. */
export function FetchResult({ content }: { content: unknown }) {
  const { url, retrieved_at, content: page } = isRecord(content) ? content : {}
  const document = isRecord(page) ? { ...page, type: 'document' } : null
  return (
    <div className="flex flex-col gap-2 text-ui">
      <p>
        <WebLink address={url} />
        {typeof retrieved_at === 'string' && (
          <span className="ml-2 text-ink-3 text-small">{retrieved_at}</span>
        )}
      </p>
      {document !== null && <DocumentCard block={document} />}
    </div>
  )
}
