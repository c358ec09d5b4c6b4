import 'server-only'
import { FAST_MODES } from '@/lib/domain/fast-mode'
import type { Asked, Rule } from './rule'

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
