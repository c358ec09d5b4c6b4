import type { LimitSubject } from './limits'
import { findModel } from './models'

/** Longer names are cut: a client may ask for any model. */
const LONGEST = 120

/**
 * The class of models that share limits with this one (claude-api.md §6): its line and generation,
 * such as `opus-5` for Opus 5 and 5.5. A model that the table does not know is a class of its own.
 */
export function limitClass(model: string): LimitSubject {
  const row = findModel(model)
  const [, generation] = /(\d+)(?:\.\d+)?(?:\s|$)/.exec(row?.label ?? '') ?? []
  const name = row === undefined ? model : [row.line, generation].filter(Boolean).join('-')
  return { kind: 'models', name: name.slice(0, LONGEST) }
}

/** Endpoints besides Messages, which have limits of their own; the longest path decides. */
const ENDPOINTS = [
  ['/v1/messages/count_tokens', 'count_tokens'],
  ['/v1/messages/batches', 'batches'],
  ['/v1/files', 'files'],
  ['/v1/models', 'models'],
] as const

/** The endpoint that a call counts for; null for one whose limits are those of its model. */
export function limitEndpoint(path: string): LimitSubject | null {
  const [pathname = ''] = path.split('?', 1)
  if (pathname === '/v1/messages') return null
  const known = ENDPOINTS.find(([under]) => pathname === under || pathname.startsWith(`${under}/`))
  return { kind: 'endpoint', name: known?.[1] ?? pathname.slice(0, LONGEST) }
}

/** The name of a class or endpoint on a screen: "Opus 5.x"; an unknown model's id stands for itself. */
export function subjectLabel({ kind, name }: LimitSubject): string {
  const [, line, generation] = /^(haiku|sonnet|opus|fable|mythos)(?:-(\d+))?$/.exec(name) ?? []
  if (kind === 'endpoint' || line === undefined) return name
  const word = line.charAt(0).toUpperCase() + line.slice(1)
  return generation === undefined ? word : `${word} ${generation}.x`
}
