import type { ElementContent, Root } from 'hast'
import type { FootnoteReference, Html, Link, MathSource } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { defaultHandlers, type Handlers, type State, toHast } from 'mdast-util-to-hast'
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

/** What ends a bare address in Chinese and Japanese text, where no space does; GFM takes it for a part. */
const FULL_WIDTH =
  /([\u2018-\u201d\u2026\u3001-\u3003\u3008-\u3011\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]+)/
const ADDRESS = /^(https?:\/\/|www\.)[^\s]/i

/** A bare address up to its end; what follows it is text again, and other addresses in it. */
function bareLink(state: State, node: Link, written: string): ElementContent[] {
  return written.split(FULL_WIDTH).map((part, index) => {
    const isLink = index === 0 || ADDRESS.test(part)
    if (!isLink) return { type: 'text', value: part }
    const kept = node.url.slice(0, node.url.length - written.length + part.length)
    const url = index === 0 ? kept : part.replace(/^www\./i, 'http://$&')
    return defaultHandlers.link(state, { ...node, url, children: [{ type: 'text', value: part }] })
  })
}

const HANDLERS: Handlers = {
  link(state: State, node: Link): ElementContent | ElementContent[] {
    const [text] = node.children
    const isBare =
      text?.type === 'text' && text.position?.start.offset === node.position?.start.offset
    return isBare && FULL_WIDTH.test(text.value)
      ? bareLink(state, node, text.value)
      : defaultHandlers.link(state, node)
  },
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
