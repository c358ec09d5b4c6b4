import type { ElementContent, Root } from 'hast'
import type { Root as MdastRoot } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { type Handlers, type State, toHast } from 'mdast-util-to-hast'
import { gfm } from 'micromark-extension-gfm'

/** HTML's line break is what models write in a cell of a table; no other HTML of an answer is more than text. */
const LINE_BREAK = /^<br\s*\/?>$/i

/** Markdown to a tree of HTML's elements, none of them written as HTML in the answer. */
export function parseBlock(source: string): Root {
  const tree: MdastRoot = fromMarkdown(source, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  })
  const root = toHast(tree, { handlers: HANDLERS })
  return root.type === 'root' ? root : { type: 'root', children: [] }
}

const HANDLERS: Handlers = {
  html(_state: State, { value }: { value: string }): ElementContent {
    if (LINE_BREAK.test(value))
      return { type: 'element', tagName: 'br', properties: {}, children: [] }
    return { type: 'text', value }
  },
}
