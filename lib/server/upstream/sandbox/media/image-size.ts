import 'server-only'
import type { ModelRow } from '@/lib/domain/models-row'

export interface Size {
  width: number
  height: number
}

/** What an image is scaled down to before a model sees it, and the most that it then costs (claude-api.md §2.7). */
const OLDER = { longEdge: 1568, tokens: 1568 }
const NEWER = { longEdge: 2576, tokens: 4784 }
const PATCH = 28

/** 4.7 and later take larger images; they are those whose sampling is fixed (§2.3). */
const limitsOf = (model: ModelRow) => (model.sampling === 'fixed' ? NEWER : OLDER)

const patches = ({ width, height }: Size) => Math.ceil(width / PATCH) * Math.ceil(height / PATCH)

function scaled({ width, height }: Size, factor: number): Size {
  const side = (length: number) => Math.max(1, Math.floor(length * factor))
  return { width: side(width), height: side(height) }
}

/** What an image costs. */
export function imageTokens(size: Size, model: ModelRow): number {
  const { longEdge, tokens } = limitsOf(model)
  const factor = Math.min(1, longEdge / Math.max(size.width, size.height))
  return Math.min(tokens, patches(scaled(size, factor)))
}

/** The largest size of the same shape that a model sees without scaling it down. */
export function largestFit(size: Size, model: ModelRow): Size {
  const { longEdge, tokens } = limitsOf(model)
  let factor = Math.min(1, longEdge / Math.max(size.width, size.height))
  while (patches(scaled(size, factor)) > tokens) factor *= 0.995
  return factor === 1 ? size : scaled(size, factor)
}
