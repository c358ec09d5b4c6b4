import { Square, SquareCheck } from 'lucide-react'
import { type ComponentProps, createElement, type JSX } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../../ui/cx'
import type { TreeNode } from './syntax-tree'
import { TABLE_ELEMENTS } from './table/table'

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
  code: 'wrap-anywhere in-[table]:wrap-break-word rounded-sm bg-sunken px-1 py-0.5 font-mono text-[13.5px]',
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

/** Every element that is more than a place for its children, for the Markdown renderer. */
export const ELEMENTS: Record<string, (props: Props) => JSX.Element> = {
  ...Object.fromEntries(Object.keys(LOOKS).map((tag) => [tag, Plain])),
  ol: OrderedList,
  ...TABLE_ELEMENTS,
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
