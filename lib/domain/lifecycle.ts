import type { ModelInfo } from './models'

/** What a list says about the end of a model's life; null for a model that lives. */
export type LifecycleNote =
  | { kind: 'ends'; at: Date }
  | { kind: 'deprecated' }
  | { kind: 'retired'; at: Date | null }

const DAY_MS = 86_400_000

/** Reads a model's lifecycle. A date that has passed does not make a deprecated model retired. */
export function lifecycleNote(model: ModelInfo, now: Date): LifecycleNote | null {
  const at = model.retires_at == null ? null : new Date(model.retires_at)
  const date = at === null || Number.isNaN(at.getTime()) ? null : at
  if (model.lifecycle === 'retired') return { kind: 'retired', at: date }
  if (date !== null && endOf(date) > now.getTime()) return { kind: 'ends', at: date }
  return model.lifecycle === 'deprecated' ? { kind: 'deprecated' } : null
}

/** A date without a time of day is the whole of its day. */
function endOf(date: Date): number {
  const at = date.getTime()
  return at % DAY_MS === 0 ? at + DAY_MS : at
}

export const LIVES = ['current', 'ending', 'deprecated', 'retired'] as const
export type Life = (typeof LIVES)[number]

/** How a model stands in its life; null where nobody says. */
export function lifeOf(model: ModelInfo, now: Date): Life | null {
  const note = lifecycleNote(model, now)
  if (note !== null) return note.kind === 'ends' ? 'ending' : note.kind
  return model.lifecycle === 'active' ? 'current' : null
}
