import { Square, SquareCheck } from 'lucide-react'
import { type ComponentProps, createElement, type JSX } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../ui/cx'
import { type TreeNode, textOf } from './syntax-tree'

/** The look of the elements that need no more than one (design: type roles, measures). */
const LOOKS: Readonly<Record<string, string>> = {
  p: 'mt-3 max-w-133 wrap-anywhere',
  h1: 'mt-3 max-w-133 font-semibold text-[19px] leading-6',
  h2: 'mt-3 max-w-133 font-semibold text-section leading-6',
  h3: 'mt-3 max-w-133 font-semibold text-answer',
  h4: 'mt-3 max-w-133 font-semibold',
  h5: 'mt-3 max-w-133 font-semibold',
  h6: 'mt-3 max-w-133 font-semibold text-ink-2',
  ul: 'mt-2 max-w-133 list-disc pl-5.5 marker:text-ink-3',
  ol: 'mt-2 max-w-133 list-decimal marker:text-ink-3',
  li: 'wrap-anywhere pl-0.5',
  blockquote: 'mt-3 max-w-133 border-line-strong border-l-2 pl-3 text-ink-2',
  hr: 'my-6 max-w-133 border-line border-t',
  strong: 'font-semibold',
  em: 'italic',
  del: 'text-ink-3 line-through',
  sub: 'text-[0.75em]',
  sup: 'text-[0.75em]',
  section: 'mt-6 text-ink-2 text-title',
  code: 'wrap-anywhere in-[table]:wrap-break-word rounded-sm bg-sunken px-1 py-0.5 font-mono text-[13.5px]',
  table: 'w-full border-collapse text-ui',
  thead: 'text-ink-3',
  tbody: '',
  tr: 'border-line border-b in-[tbody]:last:border-b-0',
  th: 'wrap-break-word max-w-64 py-1 pr-6 text-left font-normal text-small last:pr-0 phone:pr-4',
  td: 'wrap-break-word max-w-64 py-1 pr-6 align-top last:pr-0 phone:pr-4',
}

type Props = ComponentProps<'div'> & { node?: TreeNode | undefined }

/** Any element that differs from the bare one by its look alone. */
function Plain(props: Props): JSX.Element {
  return draw(props)
}

function draw({ node, className: _className, ...props }: Props, more?: string): JSX.Element {
  const tag = node?.tagName ?? 'span'
  return createElement(tag, { ...props, className: cx(LOOKS[tag], more) })
}

/** Every element of {@link LOOKS}, for the Markdown renderer. */
export const PLAIN_ELEMENTS: Record<string, typeof Plain> = {
  ...Object.fromEntries(Object.keys(LOOKS).map((tag) => [tag, Plain])),
  inlineCode: Plain,
  ol: OrderedList,
  table: Table,
  th: Cell,
  td: Cell,
}

/** Scrolls sideways in its own frame; the page never does. */
function Table(props: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="mt-3 max-w-149 overflow-x-auto" tabIndex={0}>
      <Plain {...props} />
    </div>
  )
}

/** Characters up to which a cell holds a name or a figure with its unit, and from which on prose. */
const SHORT_TO = 12
const PROSE_FROM = 24

/** A cell is no narrower than its longest word: then the frame scrolls. Prose needs more than that. */
function Cell(props: Props) {
  const { length } = props.node === undefined ? '' : textOf(props.node)
  if (length <= SHORT_TO) return draw(props, 'whitespace-nowrap')
  return draw(props, length >= PROSE_FROM ? 'min-w-36' : undefined)
}

/** Room for the digits of the last number and its point; an answer may carry no style of its own. */
const ROOM_BY_DIGITS = [
  'pl-6',
  'pl-[calc(2ch+10px)]',
  'pl-[calc(3ch+10px)]',
  'pl-[calc(4ch+10px)]',
  'pl-[calc(5ch+10px)]',
  'pl-[calc(6ch+10px)]',
  'pl-[calc(7ch+10px)]',
  'pl-[calc(8ch+10px)]',
  'pl-[calc(9ch+10px)]',
  'pl-[calc(10ch+10px)]',
]

/** A list's numbers hang inside the column, however far it counts. */
function OrderedList(props: Props & { start?: number }) {
  const items = props.node?.children?.filter(({ tagName }) => tagName === 'li').length ?? 0
  const last = (props.start ?? 1) + Math.max(items, 1) - 1
  return draw(props, ROOM_BY_DIGITS[Math.min(String(last).length, ROOM_BY_DIGITS.length) - 1])
}

/** The box of a task list: an icon, because it cannot be ticked here. */
export function TaskMark({ checked }: { checked?: unknown }) {
  const t = useTranslations('chat.markdown')
  const isDone = checked === true
  const Icon = isDone ? SquareCheck : Square
  return (
    <Icon
      role="img"
      aria-label={t(isDone ? 'taskDone' : 'taskOpen')}
      size={16}
      strokeWidth={1.5}
      className="-mt-0.5 -ml-5.5 mr-1.5 inline bg-bg text-ink-3"
    />
  )
}
