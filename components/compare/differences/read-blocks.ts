import type { ComparedBlock } from '@/lib/domain/differences/block-diff'
import { definitionsFor, readReferences } from '../../thread/markdown/references'
import { type Block, BlockSplitter } from '../../thread/markdown/split-blocks'

export interface ReadBlocks {
  blocks: readonly ComparedBlock[]
  /** What blocks need of others to be drawn without them: the addresses of their links. */
  definitionsFor: (source: string) => string
}

/** An answer's Markdown in the blocks that it is drawn in, each as Markdown by itself. */
export function readBlocks(text: string): ReadBlocks {
  const blocks = new BlockSplitter().split(text)
  const { links } = readReferences(blocks)
  return {
    blocks: blocks.map((block) => ({ kind: block.kind, source: sourceOf(block) })),
    definitionsFor: (source) => definitionsFor(source, { links, notes: [] }),
  }
}

function sourceOf(block: Block): string {
  if (block.kind === 'text') return block.source.trimEnd()
  const { info, code } = block
  const marks = [...code.matchAll(/`+/g)].map(([run]) => run.length)
  // Longer than any run of marks in the code; an info with such a mark can have no fence of them.
  const fence = (info.includes('`') ? '~' : '`').repeat(Math.max(3, ...marks.map((n) => n + 1)))
  return `${fence}${info}\n${code === '' ? '' : `${code}\n`}${fence}`
}
