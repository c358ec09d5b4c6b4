import type { Element, ElementContent, Root } from 'hast'

/** Punctuation and endings that must not begin a line: they belong to the formula before them. */
const TAIL =
  /^[^\s\p{L}\p{N}([{“‘（「《]+|^(?:st|nd|rd|th|s)(?![\p{L}\p{N}])|^-(?:th|st|nd|rd|fold)(?![\p{L}])/u
const HEAD = /[([{“‘（「《]+$/u
/** As much of the word before a mark as may keep to its line. */
const WORD = /\S{0,8}\u202f$/u
/** Up to how many characters of TeX a formula keeps to one line. */
const SHORT = 40

/**
 * Ties each short formula in running text to the punctuation beside it, and each citation's mark to its
 * word, so that no line begins or ends with one alone.
 */
export function keepTogether(root: Root): Root {
  tie(root)
  return root
}

function tie(parent: Root | Element): void {
  const children: (Root | Element)['children'] = parent.children
  for (let i = 0; i < children.length; i++) {
    const node = children[i]
    if (node?.type !== 'element') continue
    if (node.tagName === 'citation-mark') children[i] = tied(node, children, i, WORD)
    else if (node.tagName !== 'math-source') tie(node)
    else if (isShort(node)) children[i] = tied(node, children, i, HEAD)
  }
}

function isShort({ properties }: Element): boolean {
  return properties.isDisplay === false && String(properties.tex).length <= SHORT
}

function tied(
  node: Element,
  siblings: (Root | Element)['children'],
  at: number,
  before: RegExp,
): ElementContent {
  const head = takeFrom(siblings[at - 1], before)
  const tail = takeFrom(siblings[at + 1], TAIL)
  const children = [...head, node, ...tail]
  return {
    type: 'element',
    tagName: 'span',
    properties: { className: ['whitespace-nowrap'] },
    children,
  }
}

/** Takes what matches out of a text beside the formula. */
function takeFrom(
  sibling: ElementContent | Root['children'][number] | undefined,
  pattern: RegExp,
): ElementContent[] {
  if (sibling?.type !== 'text') return []
  const value = pattern.exec(sibling.value)?.[0]
  if (value === undefined || value === '') return []
  sibling.value = sibling.value.replace(pattern, '')
  return [{ type: 'text', value }]
}
