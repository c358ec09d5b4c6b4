import type { Components } from 'hast-util-to-jsx-runtime'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { memo } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import remend, { type RemendOptions } from 'remend'
import { CitationMark } from '../citations/citation-mark'
import { boundsOf } from './block-bounds'
import { CodeText } from './code/code-text'
import { ELEMENTS, TaskMark } from './elements'
import { IsGrowing } from './is-growing'
import { keepTogether } from './keep-together'
import { MarkdownImage, MarkdownLink } from './link'
import { MathView } from './math/math-view'
import { NestedCode } from './nested-code'
import { NoteMark } from './note-mark'
import { parseBlock } from './parse-block'
import { splitMarks, withoutMarks } from './split-marks'
import { alignNumbers } from './table/align-numbers'
import { withoutTableHead } from './table/without-table-head'

// The type knows HTML's elements only; each component is given the props of its own.
const COMPONENTS = {
  ...ELEMENTS,
  a: MarkdownLink,
  img: MarkdownImage,
  input: TaskMark,
  pre: NestedCode,
  'math-source': MathView,
  'note-mark': NoteMark,
  'citation-mark': CitationMark,
} as Partial<Components>

/** Formulas and HTML without an end are text; a link without an address is its words. */
const UNFINISHED: RemendOptions = { katex: false, htmlTags: false, linkMode: 'text-only' }

/** What may open something and has nothing after it yet: it would be gone with the next letter. */
const OPENING = /(?<=^|\s)(?:[*_~]{1,3}|`{1,2})$/

interface Props {
  source: string
  /** What other blocks define for this one. */
  definitions: string
  isGrowing: boolean
}

/** One block of Markdown. */
export const MarkdownBlock = memo(function MarkdownBlock({
  source,
  definitions,
  isGrowing,
}: Props) {
  const { drawn, rest } = boundsOf(source)
  const text =
    isGrowing && rest === ''
      ? remend(withoutTableHead(drawn).replace(OPENING, ''), UNFINISHED)
      : drawn
  return (
    <IsGrowing value={isGrowing}>
      {draw(text + definitions)}
      {rest !== '' && (
        <p className="wrap-anywhere mt-3 max-w-149 whitespace-pre-wrap text-ui">
          <CodeText code={withoutMarks(rest)} language={null} />
        </p>
      )}
    </IsGrowing>
  )
})

function draw(text: string) {
  if (text.trim() === '') return null
  return toJsxRuntime(keepTogether(splitMarks(alignNumbers(parseBlock(text)))), {
    Fragment,
    jsx,
    jsxs,
    components: COMPONENTS,
    passKeys: true,
    passNode: true,
  })
}
