import type { ModelRow } from './models-row'

export type ModelLine = ModelRow['line']

/** What sets the models of a line apart from those of the others; null: no source says. */
export type ModelClass = 'fastest' | 'balanced' | 'best'

/**
 * The lines of models. Classes by the comparison of the baseline specification, which has Haiku 4, Sonnet 4
 * and Opus 4: later models of a line stand in its place. It knows no Fable and no Mythos.
 */
const CLASSES: Readonly<Record<ModelLine, ModelClass | null>> = {
  haiku: 'fastest',
  sonnet: 'balanced',
  opus: 'best',
  fable: null,
  mythos: null,
}

/** A line that is known here; null for any other. */
export function knownLine(line: string | null | undefined): ModelLine | null {
  return line != null && isLine(line) ? line : null
}

/** What sets a line's models apart, as far as a source says. */
export function classOf(line: ModelLine): ModelClass | null {
  return CLASSES[line]
}

function isLine(line: string): line is ModelLine {
  return Object.hasOwn(CLASSES, line)
}
