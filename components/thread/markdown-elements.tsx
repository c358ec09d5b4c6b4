import { Square, SquareCheck } from 'lucide-react'
import { type ComponentProps, createElement, type JSX } from 'react'

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
  ol: 'mt-2 max-w-133 list-decimal pl-6 marker:text-ink-3',
  li: 'wrap-anywhere pl-0.5',
  blockquote: 'mt-3 max-w-133 border-line-strong border-l-2 pl-3 text-ink-2',
  hr: 'my-6 max-w-133 border-line border-t',
  strong: 'font-semibold',
  em: 'italic',
  del: 'text-ink-3 line-through',
  sub: 'text-[0.75em]',
  sup: 'text-[0.75em]',
  section: 'mt-6 text-ink-2 text-title',
  code: 'wrap-anywhere rounded-sm bg-sunken px-1 py-0.5 font-mono text-[13.5px]',
  table: 'w-full border-collapse text-ui',
  thead: 'text-ink-3',
  tbody: '',
  tr: 'border-line border-b in-[tbody]:last:border-b-0',
  th: 'py-1 pr-6 text-left font-normal text-small last:pr-0',
  td: 'wrap-anywhere py-1 pr-6 align-top last:pr-0',
}

type Props = ComponentProps<'div'> & { node?: { tagName: string } | undefined }

/** Any element that differs from the bare one by its look alone. */
function Plain({ node, className: _className, ...props }: Props): JSX.Element {
  const tag = node?.tagName ?? 'span'
  return createElement(tag, { ...props, className: LOOKS[tag] })
}

/** Every element of {@link LOOKS}, for the Markdown renderer. */
export const PLAIN_ELEMENTS: Record<string, typeof Plain> = {
  ...Object.fromEntries(Object.keys(LOOKS).map((tag) => [tag, Plain])),
  inlineCode: Plain,
  table: Table,
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

/** The box of a task list: an icon, because it cannot be ticked here. */
export function TaskMark({ checked }: { checked?: unknown }) {
  const Icon = checked === true ? SquareCheck : Square
  return (
    <Icon
      aria-hidden
      size={16}
      strokeWidth={1.5}
      className="-mt-0.5 -ml-5.5 mr-1.5 inline bg-bg text-ink-3"
    />
  )
}
