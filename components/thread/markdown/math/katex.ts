import 'katex/dist/katex.min.css'
import katex from 'katex'
import { FORMULA_OPTIONS } from './katex-options'

/** A formula as it is drawn, or why it cannot be. */
export type Drawing = { element: HTMLElement } | { error: string }

/** Longer ones are no formulas. */
const LENGTH = 10_000

/** Draws a formula as elements: no HTML is made of text. It does what {@link FORMULA_OPTIONS} allow. */
export function drawFormula(tex: string, isDisplay: boolean): Drawing {
  if (tex.length > LENGTH) return { error: `${tex.length} > ${LENGTH}` }
  const element = document.createElement('span')
  try {
    katex.render(tex, element, { ...FORMULA_OPTIONS, displayMode: isDisplay })
    return { element }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}
