import { Minus, Plus } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import {
  type BlockChange,
  type ComparedBlock,
  diffBlocks,
} from '@/lib/domain/differences/block-diff'
import { Markdown } from '../../thread/markdown/markdown'
import { cx } from '../../ui/cx'
import { DifferenceSummary } from './difference-summary'
import { MarkedText } from './marked-text'
import { type ReadBlocks, readBlocks } from './read-blocks'

/** An answer block by block: what is as in the baseline is drawn as ever, what differs is marked. */
export function BlockDifferences({ baseline, answer }: { baseline: string; answer: string }) {
  const read = useMemo(() => readBlocks(answer), [answer])
  const diff = useMemo(() => diffBlocks(readBlocks(baseline).blocks, read.blocks), [baseline, read])
  return (
    <>
      <DifferenceSummary {...diff} isSame={diff.changes.every(({ kind }) => kind === 'same')} />
      <div data-user-text className="mt-2 grid grid-cols-1 gap-3 text-column [&>:empty]:hidden">
        {groupsOf(diff.changes).map((change, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place, it may come twice
          <Change key={place} change={change} read={read} />
        ))}
      </div>
    </>
  )
}

/** Unchanged blocks that follow each other are drawn as one text. */
function groupsOf(changes: readonly BlockChange[]): BlockChange[] {
  const groups: BlockChange[] = []
  for (const change of changes) {
    const last = groups.at(-1)
    if (last?.kind !== 'same' || change.kind !== 'same') {
      groups.push(change)
      continue
    }
    const source = `${last.block.source}\n\n${change.block.source}`
    groups[groups.length - 1] = { kind: 'same', block: { kind: 'text', source } }
  }
  return groups
}

/** A ground reaches beyond the column, so that the text on it keeps the column's edge. */
const WIDER = '-mx-3 rounded-lg px-3 py-2 phone:-mx-2 phone:px-2'

function Change({ change, read }: { change: BlockChange; read: ReadBlocks }) {
  const { kind, block } = change
  if (kind === 'same') return <Drawn block={block} read={read} />
  if (kind === 'changed') {
    const marked = (
      <Raw block={block}>
        <MarkedText pieces={change.words.pieces} />
      </Raw>
    )
    return block.kind === 'code' ? <div className={cx(WIDER, 'bg-sunken')}>{marked}</div> : marked
  }
  const isAdded = kind === 'added'
  const Frame = isAdded ? 'ins' : 'del'
  return (
    <Frame className={cx(WIDER, 'block no-underline', isAdded ? 'bg-ok-soft' : 'bg-bad-soft')}>
      <BlockLabel kind={kind} />
      {isAdded ? (
        <Drawn block={block} read={read} />
      ) : (
        <Raw block={block}>
          <span className="text-ink-2 line-through decoration-bad">{block.source}</span>
        </Raw>
      )}
    </Frame>
  )
}

function BlockLabel({ kind }: { kind: 'added' | 'removed' }) {
  const t = useTranslations('differences')
  const Icon = kind === 'added' ? Plus : Minus
  return (
    <span
      className={cx(
        'mb-1 flex items-center gap-1 text-small',
        kind === 'added' ? 'text-ok' : 'text-bad',
      )}
    >
      <Icon aria-hidden size={14} strokeWidth={1.5} />
      {t(`block.${kind}`)}
    </span>
  )
}

function Drawn({ block: { source }, read }: { block: ComparedBlock; read: ReadBlocks }) {
  return <Markdown text={source + read.definitionsFor(source)} isLive={false} />
}

/** A block as it was written. */
function Raw({ block: { kind }, children }: { block: ComparedBlock; children: ReactNode }) {
  return (
    <div
      className={cx(
        'wrap-anywhere max-w-133 whitespace-pre-wrap [font-variant-ligatures:none] [unicode-bidi:plaintext]',
        kind === 'code' && 'font-mono text-code',
      )}
    >
      {children}
    </div>
  )
}
