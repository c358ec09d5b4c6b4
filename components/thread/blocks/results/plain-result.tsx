import { isRecord } from '@/lib/wire/json'
import type { Block } from '@/lib/wire/types'
import { JsonTree } from '../../../ui/json-tree'
import { LongText } from '../../../ui/long-text'
import { AttachedBlock, isAttached } from '../attached-block'

/** What a tool of the caller's own gave: text, JSON in a text, or blocks. */
export function PlainResult({ content }: { content: unknown }) {
  if (typeof content === 'string') return <Text text={content} />
  if (!Array.isArray(content)) return <JsonTree value={content ?? null} />
  return (
    <div className="flex flex-col gap-2">
      {content.filter(isBlock).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a result never change
        <Inner key={index} block={block} />
      ))}
    </div>
  )
}

function Inner({ block }: { block: Block }) {
  if (block.type === 'text') return <Text text={String(block.text ?? '')} />
  return isAttached(block) ? <AttachedBlock block={block} /> : <JsonTree value={block} />
}

function Text({ text }: { text: string }) {
  const value = parse(text)
  if (value !== null) return <JsonTree value={value} open={2} className="-ml-[2ch]" />
  // Of several lines, columns may stand one under the other.
  const isWrapped = !text.trimEnd().includes('\n')
  return <LongText text={text} isWrapped={isWrapped} className="text-[12px] leading-5" />
}

/** Most tools answer JSON in a text. */
function parse(text: string): object | null {
  if (!/^\s*[[{]/.test(text)) return null
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}

function isBlock(value: unknown): value is Block {
  return isRecord(value) && typeof value.type === 'string'
}
