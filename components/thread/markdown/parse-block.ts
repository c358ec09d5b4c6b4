import type { ElementContent, Root } from 'hast'
import type { FootnoteReference, Html, MathSource } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { type Handlers, type State, toHast } from 'mdast-util-to-hast'
import { gfm } from 'micromark-extension-gfm'
import { cjkEmphasis } from './cjk-emphasis'
import { math, mathFromMarkdown } from './math-syntax'

/** HTML's line break is what models write in a cell of a table; no other HTML of an answer is more than text. */
const LINE_BREAK = /^<br\s*\/?>$/i

/**
 * Markdown to a tree of HTML's elements, none of them written as HTML in the answer, and of two of
 * our own: `math-source` and `note-mark`.
 */
export function parseBlock(source: string): Root {
  const tree = fromMarkdown(source, {
    extensions: [gfm(), math(), cjkEmphasis()],
    mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown()],
  })
  const root = toHast(tree, { handlers: HANDLERS })
  return root.type === 'root' ? root : { type: 'root', children: [] }
}

const HANDLERS: Handlers = {
  html(_state: State, { value }: Html): ElementContent {
    return LINE_BREAK.test(value) ? element('br', {}, '') : { type: 'text', value }
  },
  math(_state: State, { value, opening, closing, isDisplay }: MathSource): ElementContent {
    return element('math-source', { tex: value, isDisplay }, opening + value + closing)
  },
  // The definition that stands in for the note says its number (see `definitionsFor`).
  footnoteReference({ footnoteById }: State, { identifier }: FootnoteReference): ElementContent {
    const [paragraph] = footnoteById.get(identifier.toUpperCase())?.children ?? []
    const [text] = paragraph?.type === 'paragraph' ? paragraph.children : []
    return element('note-mark', {}, text?.type === 'text' ? text.value : '')
  },
}

function element(
  tagName: string,
  properties: Record<string, string | boolean>,
  text: string,
): ElementContent {
  const children: ElementContent[] = text === '' ? [] : [{ type: 'text', value: text }]
  return { type: 'element', tagName, properties, children }
}
