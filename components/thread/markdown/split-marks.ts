import type { Element, ElementContent, Root } from 'hast'
import { CITATION_MARK } from '@/lib/domain/citations'

/** A text without marks: where it is not drawn as Markdown. */
export function withoutMarks(text: string): string {
  return text.replace(CITATION_MARK, '')
}

/** Makes an element of our own, `citation-mark`, of each mark in the texts of a tree. */
export function splitMarks(root: Root): Root {
  split(root)
  return root
}

function split(parent: Root | Element): void {
  // Of a formula the text is its source.
  if (parent.type === 'element' && parent.tagName === 'math-source') {
    strip(parent)
    return
  }
  const children: (Root | Element)['children'] = parent.children
  for (let i = 0; i < children.length; i++) {
    const child = children[i]
    if (child?.type === 'element') split(child)
    if (child?.type !== 'text') continue
    const parts = partsOf(child.value)
    children.splice(i, 1, ...parts)
    i += parts.length - 1
  }
}

/** Numbers stand between texts. */
function partsOf(text: string): ElementContent[] {
  return text.split(CITATION_MARK).flatMap((value, i): ElementContent[] => {
    const child = { type: 'text' as const, value }
    if (i % 2 === 0) return value === '' ? [] : [child]
    const mark = { type: 'element' as const, tagName: 'citation-mark', properties: {} }
    // The space that no line breaks at.
    return [
      { type: 'text', value: '\u202f' },
      { ...mark, children: [child] },
    ]
  })
}

function strip(formula: Element): void {
  formula.properties.tex = withoutMarks(String(formula.properties.tex))
  formula.children = [{ type: 'text', value: withoutMarks(textIn(formula)) }]
}

function textIn({ children }: Element): string {
  return children.map((child) => (child.type === 'text' ? child.value : '')).join('')
}
