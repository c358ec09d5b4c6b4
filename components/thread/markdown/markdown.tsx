import './answer.css'
import { memo, useId, useState } from 'react'
import { AnswerId } from './answer-id'
import { CodeFence } from './code-fence'
import { MarkdownBlock } from './markdown-block'
import { Notes } from './notes'
import { definitionsFor, type References, readReferences } from './references'
import { type Block, BlockSplitter } from './split-blocks'

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
        {blocks.map((block, i) => (
          <BlockView
            // biome-ignore lint/suspicious/noArrayIndexKey: a block's place is its name
            key={i}
            block={block}
            references={references}
            isGrowing={isLive && i === blocks.length - 1}
          />
        ))}
        <Notes notes={references.notes} />
      </div>
    </AnswerId>
  )
})

interface BlockProps {
  block: Block
  references: References
  isGrowing: boolean
}

function BlockView({ block, references, isGrowing }: BlockProps) {
  if (block.kind === 'code') {
    const { info, code, isOpen } = block
    return <CodeFence info={info} code={code} isOpen={isGrowing && isOpen} />
  }
  const definitions = definitionsFor(block.source, references)
  return <MarkdownBlock source={block.source} definitions={definitions} isGrowing={isGrowing} />
}
