import type { Element, Root } from 'hast'
import { textOf } from '../syntax-tree'

/** A figure, with what may stand around it: sign, currency, unit, share. */
const FIGURE =
  /^[~≈<>≤≥±+−–-]?\s?(?:[$€£¥₩₹]|US\$)?\d[\d.,’'\s]*(?:[×x%‰°]|\s?[a-zA-Zµμ°Ω€%$]{1,7}(?:\/[a-zA-Z]{1,6})?)?$/
/** What stands where there is no figure. */
const BLANK = /^(?:|—|–|-|n\/?a|无)$/i

/** Aligns the columns of figures to the right, where the answer does not say how they stand. */
export function alignNumbers(root: Root): Root {
  visit(root)
  return root
}

function visit(parent: Root | Element): void {
  for (const child of parent.children) {
    if (child.type !== 'element') continue
    if (child.tagName === 'table') align(child)
    else visit(child)
  }
}

function align(table: Element): void {
  const rows = elementsOf(table).flatMap((part) => elementsOf(part).map(elementsOf))
  const [head = [], ...body] = rows
  for (const [column, cell] of head.entries()) {
    const cells = body.map((row) => row[column]).filter((one) => one !== undefined)
    const texts = cells.map((one) => textOf(one).trim()).filter((text) => !BLANK.test(text))
    const isFigures = texts.length > 0 && texts.every((text) => FIGURE.test(text))
    if (cell.properties.align !== undefined || !isFigures) continue
    for (const one of [cell, ...cells]) one.properties.align = 'right'
  }
}

function elementsOf({ children }: Element): Element[] {
  return children.filter((child) => child.type === 'element')
}
