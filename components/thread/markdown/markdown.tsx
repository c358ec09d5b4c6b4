import './answer.css'
import { memo, useId, useState } from 'react'
import { AnswerId } from './answer-id'
import { CodeFence } from './code-fence'
import { MarkdownBlock } from './markdown-block'
import { Notes } from './notes'
import { definitionsFor, type References, readReferences } from './references'
import { type Block, BlockSplitter } from './split-blocks'
import { withoutMarks } from './split-marks'

interface Props {
  text: string
  /** True while more may come: unfinished marks at the end are then read as if finished. */
  isLive: boolean
  /** Whether a caret stands after the last word. */
  hasCaret?: boolean
}

/**
 * An answer's Markdown, block by block: a finished block keeps its place and is not drawn again.
 * Nothing of it becomes an element but what the parser makes: HTML in an answer is text.
 */
export const Markdown = memo(function Markdown({ text, isLive, hasCaret = isLive }: Props) {
  const answerId = useId()
  const [splitter] = useState(() => new BlockSplitter())
  const blocks = splitter.split(text)
  const references = readReferences(blocks)
  return (
    <AnswerId value={answerId}>
      <div className="answer" data-live={hasCaret || undefined}>
        {groupsOf(blocks).map((group, i, groups) => (
          <BlockGroup
            // biome-ignore lint/suspicious/noArrayIndexKey: a group's place is its name
            key={i}
            blocks={group}
            references={references}
            isGrowing={isLive && i === groups.length - 1}
          />
        ))}
        <Notes notes={references.notes} />
      </div>
    </AnswerId>
  )
})

const BLOCKS_PER_GROUP = 32

function groupsOf(blocks: readonly Block[]): (readonly Block[])[] {
  const count = Math.ceil(blocks.length / BLOCKS_PER_GROUP)
  return Array.from({ length: count }, (_, i) =>
    blocks.slice(i * BLOCKS_PER_GROUP, (i + 1) * BLOCKS_PER_GROUP),
  )
}

interface GroupProps {
  blocks: readonly Block[]
  references: References
  isGrowing: boolean
}

/** Blocks that are passed over together, so that a token late in a long answer costs no more than an early one. */
const BlockGroup = memo(
  function BlockGroup({ blocks, references, isGrowing }: GroupProps) {
    return blocks.map((block, i) => (
      <BlockView
        // biome-ignore lint/suspicious/noArrayIndexKey: a block's place is its name
        key={i}
        block={block}
        references={references}
        isGrowing={isGrowing && i === blocks.length - 1}
      />
    ))
  },
  (a, b) =>
    a.references === b.references &&
    a.isGrowing === b.isGrowing &&
    a.blocks.length === b.blocks.length &&
    a.blocks.every((block, i) => block === b.blocks[i]),
)

interface BlockProps {
  block: Block
  references: References
  isGrowing: boolean
}

/** A finished block is the same object from one token to the next. */
const BlockView = memo(function BlockView({ block, references, isGrowing }: BlockProps) {
  if (block.kind === 'code') {
    const { info, code, isOpen } = block
    return <CodeFence info={info} code={withoutMarks(code)} isOpen={isGrowing && isOpen} />
  }
  const definitions = definitionsFor(block.source, references)
  return <MarkdownBlock source={block.source} definitions={definitions} isGrowing={isGrowing} />
})
