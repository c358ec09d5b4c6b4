import 'katex/dist/katex.min.css'
import katex from 'katex'

/** A formula as it is drawn, or why it cannot be. */
export type Drawing = { element: HTMLElement } | { error: string }

/** Longer ones are no formulas. */
const LENGTH = 10_000

/** Draws a formula as elements: no HTML is made of text. It may not load, link or style anything. */
export function drawFormula(tex: string, isDisplay: boolean): Drawing {
  if (tex.length > LENGTH) return { error: `${tex.length} > ${LENGTH}` }
  const element = document.createElement('span')
  try {
    katex.render(tex, element, {
      displayMode: isDisplay,
      fleqn: true,
      throwOnError: true,
      strict: false,
      trust: false,
      maxExpand: 1_000,
      maxSize: 50,
      // What is not trusted is written in this colour; red would say that something failed.
      errorColor: 'currentColor',
    })
    return { element }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}
