import { useTranslations } from 'use-intl'
import { readJsonSource } from '@/lib/domain/json-text/source'
import type { ToolResult } from '@/lib/domain/tools/answer'
import { ImageCard } from '../../thread/blocks/image-card'
import { JsonTree } from '../../ui/json-tree'
import { LongText } from '../../ui/long-text'

/** A result as a person reads it: JSON as a tree, images drawn, any other text as it is. */
export function ResultContent({ content }: Pick<ToolResult, 'content'>) {
  if (typeof content === 'string') return <ResultText text={content} />
  return content.map((block, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: it has no other name
    <ResultBlock key={at} block={block} />
  ))
}

type ResultPart = Exclude<ToolResult['content'], string>[number]

function ResultBlock({ block }: { block: ResultPart }) {
  if (block.type === 'text' && typeof block.text === 'string')
    return <ResultText text={block.text} />
  return block.type === 'image' ? <ImageCard block={block} /> : <JsonTree value={block} />
}

function ResultText({ text }: { text: string }) {
  const t = useTranslations('tools.try')
  if (text === '') return <p className="text-ink-3 text-small">{t('emptyResult')}</p>
  const value = readJsonSource(text).node?.value
  return typeof value === 'object' && value !== null ? (
    <JsonTree value={value} open={2} />
  ) : (
    <LongText text={text} className="text-code" />
  )
}
