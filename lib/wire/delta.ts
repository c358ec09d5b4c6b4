import type { Block } from './types'

/** What one type of `content_block_delta` does. `input_json_delta` is not here: it waits for its block's stop. */
export interface DeltaRule {
  accepts: (block: Block) => boolean
  /** The block with the delta in it; the same object when the delta holds nothing usable. */
  apply: (block: Block, delta: Readonly<Record<string, unknown>>) => Block
  /** The block to open when there is none to take the delta; null drops it. */
  opens: Block | null
}

/** Appends the delta's field to the block's field of the same name. */
function appending(blockType: string, field: string, opens: Block): DeltaRule {
  return {
    // A block type of tomorrow that has the field is read the same way.
    accepts: (block) => block.type === blockType || typeof block[field] === 'string',
    apply: (block, delta) => {
      const piece = delta[field]
      const before = block[field]
      if (typeof piece !== 'string') return block
      return { ...block, [field]: typeof before === 'string' ? before + piece : piece }
    },
    opens,
  }
}

/** The delta types of claude-api.md §4. Text and thinking open a block of their own if need be: what a model said is kept. */
export const DELTA_RULES: ReadonlyMap<unknown, DeltaRule> = new Map<unknown, DeltaRule>([
  ['text_delta', appending('text', 'text', { type: 'text', text: '' })],
  [
    'thinking_delta',
    appending('thinking', 'thinking', { type: 'thinking', thinking: '', signature: '' }),
  ],
  [
    'signature_delta',
    {
      accepts: (block) => block.type === 'thinking' || typeof block.signature === 'string',
      // Replaces: the delta carries the whole signature.
      apply: (block, { signature }) =>
        typeof signature === 'string' ? { ...block, signature } : block,
      opens: null,
    },
  ],
  [
    'citations_delta',
    {
      accepts: (block) => block.type === 'text' || Array.isArray(block.citations),
      apply: (block, { citation }) => {
        if (citation === undefined) return block
        const before: unknown[] = Array.isArray(block.citations) ? block.citations : []
        return { ...block, citations: [...before, citation] }
      },
      opens: null,
    },
  ],
  [
    'compaction_delta',
    {
      accepts: (block) => block.type === 'compaction',
      // Assigns: null content means that the compaction failed.
      apply: (block, { content = null, encrypted_content }) => ({
        ...block,
        content,
        ...(encrypted_content === undefined ? {} : { encrypted_content }),
      }),
      opens: null,
    },
  ],
])
