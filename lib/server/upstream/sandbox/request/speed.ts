import 'server-only'
import type { Asked, Rule } from './rule'

/** Which models run fast, and what `speed: "fast"` needs there (claude-api.md §2.1). */

type FastMode =
  | 'open'
  /** Runs at standard speed and says so. */
  | 'ignored'
  | { beta: string }

const PREVIEW: FastMode = { beta: 'fast-mode-2026-02-01' }

const FAST_MODES: ReadonlyMap<string, FastMode> = new Map<string, FastMode>([
  ['claude-fable-5-2', 'open'],
  ['claude-mythos-5-2', 'open'],
  ['claude-opus-5-5', 'open'],
  ['claude-opus-5', PREVIEW],
  ['claude-opus-4-8', PREVIEW],
  ['claude-opus-4-6', 'ignored'],
])

/** `speed: "fast"` only where the model has it. */
export const knownSpeed: Rule = ({ body, model, betas }) => {
  if (body.speed !== 'fast') return null
  const mode = FAST_MODES.get(model.id)
  if (mode === undefined) return `speed: 'fast' is not supported for ${model.id}`
  return typeof mode === 'object' && !betas.has(mode.beta)
    ? `speed: 'fast' needs the beta header ${mode.beta} for ${model.id}`
    : null
}

/** The speed at which a request runs. */
export function speedOf({ body, model }: Asked): 'standard' | 'fast' {
  const isFast = body.speed === 'fast' && FAST_MODES.get(model.id) !== 'ignored'
  return isFast ? 'fast' : 'standard'
}
