import { FileText } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isRecord } from '@/lib/wire/json'
import type { Block } from '@/lib/wire/types'
import { LongText } from '../../ui/long-text'
import { useByteSize } from '../../ui/use-byte-size'
import { Disclosure } from '../disclosure'
import { WebLink } from './results/web-link'

/** A document of a turn: its title, kind and size; a text folds out. */
export function DocumentCard({ block }: { block: Block }) {
  const t = useTranslations('chat.blocks')
  const source = isRecord(block.source) ? block.source : {}
  const title = typeof block.title === 'string' && block.title !== '' ? block.title : t('document')
  const text = textOf(source)
  const head = (
    <>
      <FileText aria-hidden size={14} strokeWidth={1.5} className="shrink-0 text-ink-3" />
      <span className="truncate font-medium">{title}</span>
      <Kind source={source} />
    </>
  )
  const line = 'h-8 px-2 text-ui phone:h-11'
  return (
    <div className="min-w-0 max-w-full rounded-md bg-active">
      {text === null ? (
        <p className={`flex items-center gap-2 ${line}`}>{head}</p>
      ) : (
        <Disclosure headClass={line} head={head}>
          {() => (
            <div className="max-h-96 overflow-y-auto px-2 pb-2">
              <LongText text={text} className="whitespace-pre-wrap text-[12px] leading-5" />
            </div>
          )}
        </Disclosure>
      )}
    </div>
  )
}

function Kind({ source }: { source: Record<string, unknown> }) {
  const size = useByteSize()
  const { type, media_type, data, url, file_id } = source
  if (type === 'url') return <WebLink address={url} />
  if (type === 'file')
    return <span className="truncate font-mono text-[12px]">{String(file_id)}</span>
  if (typeof data !== 'string') return null
  const bytes = type === 'base64' ? Math.floor((data.length * 3) / 4) : data.length
  const kind = typeof media_type === 'string' ? media_type : ''
  return (
    <span className="shrink-0 text-ink-3 text-small">
      {kind} {bytes < 100 ? '' : size(bytes)}
    </span>
  )
}

/** The text of a document that is text, or made of text blocks. */
function textOf({ type, data, content }: Record<string, unknown>): string | null {
  if (type === 'text' && typeof data === 'string') return data
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return null
  const texts = content
    .filter(isRecord)
    .flatMap(({ text }) => (typeof text === 'string' ? text : []))
  return texts.length === 0 ? null : texts.join('\n\n')
}
