import { localSourceOf } from '@/lib/domain/files/source'
import type { Block } from '@/lib/wire/types'
import { AttachedBlock, isAttached } from './blocks/attached-block'
import { STILL } from './blocks/block-props'
import { BlockView } from './blocks/block-view'
import { OwnText } from './own-text'

/** What a person's turn holds, files that stand one after the other as one group. */
export function QuestionBlocks({ content }: { content: readonly Block[] }) {
  return groupsOf(shownOf(content)).map((group, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a turn never change
    <UserBlocks key={index} blocks={group} />
  ))
}

/** Results are drawn with the calls that they answer, unless they are all there is. */
function shownOf(content: readonly Block[]): readonly Block[] {
  const said = content.filter(({ type }) => type !== 'tool_result')
  return said.length === 0 ? content : said
}

/** Files that stand one after the other, as one group. */
function groupsOf(content: readonly Block[]): Block[][] {
  const groups: Block[][] = []
  for (const block of content) {
    const last = groups.at(-1)
    if (isFile(block) && isFile(last?.[0])) last?.push(block)
    else groups.push([block])
  }
  return groups
}

function isFile(block: Block | undefined): boolean {
  return block !== undefined && localSourceOf(block) !== null
}

function UserBlocks({ blocks }: { blocks: readonly Block[] }) {
  const [first] = blocks
  if (first === undefined) return null
  if (!isFile(first)) return <UserBlock block={first} />
  return (
    <div className="flex flex-wrap items-start gap-2">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a turn never change
        <AttachedBlock key={index} block={block} />
      ))}
    </div>
  )
}

function UserBlock({ block }: { block: Block }) {
  if (isAttached(block)) return <AttachedBlock block={block} />
  if (block.type !== 'text') {
    return (
      <div className="*:my-0">
        <BlockView block={block} {...STILL} />
      </div>
    )
  }
  return <OwnText text={typeof block.text === 'string' ? block.text : ''} />
}
