import { useTranslations } from 'use-intl'
import { isRecord } from '@/lib/wire/json'
import { JsonTree } from '../../../ui/json-tree'
import { LongText } from '../../../ui/long-text'

/** What the text editor showed or changed. */
export function EditorResult({ content }: { content: unknown }) {
  const { content: text, lines } = isRecord(content) ? content : {}
  if (typeof text === 'string') return <LongText text={text} className="text-[12px] leading-5" />
  if (Array.isArray(lines)) {
    return <LongText text={lines.map(String).join('\n')} className="text-[12px] leading-5" />
  }
  return <JsonTree value={content} open={2} />
}

/** The tools that a search among tools found. */
export function ToolSearchResult({ content }: { content: unknown }) {
  const t = useTranslations('chat.blocks')
  const { tool_references } = isRecord(content) ? content : {}
  const found = Array.isArray(tool_references) ? tool_references.filter(isRecord) : []
  if (found.length === 0) return <p className="text-ink-3 text-ui">{t('nothingFound')}</p>
  return (
    <ul className="font-mono text-code">
      {found.map(({ tool_name }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was found never changes
        <li key={index}>{String(tool_name ?? '')}</li>
      ))}
    </ul>
  )
}
