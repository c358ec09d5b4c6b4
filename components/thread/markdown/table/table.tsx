import { Check, Copy } from 'lucide-react'
import type { ComponentProps, JSX } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../../../ui/cx'
import { useCopy } from '../../../ui/use-copy'
import { type TreeNode, textOf } from '../syntax-tree'
import { cellsOf, toCsv, toMarkdown } from './table-text'

type Props = ComponentProps<'div'> & { node?: TreeNode | undefined }

/** Scrolls sideways in its own frame; the page never does. The ways to copy it have a line of their own. */
function Table({ node, children }: Props) {
  return (
    <div className="group/table mt-3 max-w-149">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="fade-end overflow-x-auto" tabIndex={0}>
        <table className="w-full border-collapse text-ui">{children}</table>
      </div>
      {node !== undefined && <CopyBar node={node} />}
    </div>
  )
}

function CopyBar({ node }: { node: TreeNode }) {
  const t = useTranslations('chat.markdown')
  return (
    <div className="fade -mx-1.5 -mb-3 flex h-7 justify-end gap-1 py-0.5 opacity-0 focus-within:opacity-100 group-hover/table:opacity-100 [@media(hover:none)]:mb-0 [@media(hover:none)]:h-11 [@media(hover:none)]:justify-start [@media(hover:none)]:opacity-100">
      <CopyAs
        name="CSV"
        label={t('copyTable', { format: 'CSV' })}
        toText={() => toCsv(cellsOf(node))}
      />
      <CopyAs
        name="Markdown"
        label={t('copyTable', { format: 'Markdown' })}
        toText={() => toMarkdown(cellsOf(node))}
      />
    </div>
  )
}

interface CopyAsProps {
  name: string
  label: string
  toText: () => string
}

function CopyAs({ name, label, toText }: CopyAsProps) {
  const t = useTranslations('chat.markdown')
  const { isCopied, copy } = useCopy(() => ({ text: toText() }))
  const Icon = isCopied ? Check : Copy
  return (
    <button
      type="button"
      aria-label={isCopied ? t('copied') : label}
      onClick={copy}
      className="fade flex items-center gap-1.5 rounded-sm px-1.5 text-ink-3 text-small hover:bg-hover hover:text-ink-2"
    >
      <Icon aria-hidden size={14} strokeWidth={1.5} />
      {name}
    </button>
  )
}

function Head({ children }: Props) {
  return <thead className="text-ink-3">{children}</thead>
}

function Body({ children }: Props) {
  return <tbody>{children}</tbody>
}

function Row({ children }: Props) {
  return <tr className="border-line border-b in-[tbody]:last:border-b-0">{children}</tr>
}

/** Characters up to which a cell holds a name or a figure with its unit, and from which on prose. */
const SHORT_TO = 20
const PROSE_FROM = 24
/** From here on a narrow column would make a row higher than a phone. */
const LONG_FROM = 80

/** A cell is no narrower than its longest word: then the frame scrolls. Prose needs more than that. */
function Cell({ node, children, style }: Props) {
  const length = node === undefined ? 0 : textOf(node).length
  const Tag = node?.tagName === 'th' ? 'th' : 'td'
  return (
    <Tag
      className={cx(
        'wrap-break-word max-w-64 py-1 pr-6 text-left last:pr-0 phone:pr-4',
        Tag === 'th' ? 'font-normal text-small' : 'align-top',
        length <= SHORT_TO && 'whitespace-nowrap',
        length >= LONG_FROM ? 'min-w-56' : length >= PROSE_FROM && 'min-w-36',
      )}
      style={style}
    >
      {children}
    </Tag>
  )
}

/** The elements of a table, for the Markdown renderer. */
export const TABLE_ELEMENTS: Record<string, (props: Props) => JSX.Element> = {
  table: Table,
  thead: Head,
  tbody: Body,
  tr: Row,
  th: Cell,
  td: Cell,
}
