import type { LimitGroup, SeenLimit } from './limits'

/** From here on a limit is warned of, and from there on it is about to stop calls. */
const WARN_SHARE = 0.8
const BAD_SHARE = 0.95

/** How near a limit is. */
export type LimitLevel = 'ok' | 'warn' | 'bad'

/** True once the time has come at which the upstream said it would be full again. */
export function isFullAgain({ resetsAt }: Pick<SeenLimit, 'resetsAt'>, now: number): boolean {
  return resetsAt !== null && resetsAt <= now
}

/** The share that was used when it was last seen, 0 to 1; null where the headers did not say. */
export function shareOf(limit: SeenLimit, now: number): number | null {
  if (isFullAgain(limit, now)) return 0
  if (limit.used !== null) return Math.min(1, Math.max(0, limit.used))
  if (limit.limit === null || limit.remaining === null || limit.limit <= 0) return null
  return Math.min(1, Math.max(0, 1 - limit.remaining / limit.limit))
}

/** The level of one limit. */
export function levelOf(limit: SeenLimit, now: number): LimitLevel {
  const share = shareOf(limit, now) ?? 0
  return share >= BAD_SHARE ? 'bad' : share >= WARN_SHARE ? 'warn' : 'ok'
}

/** The level of a group: of its most used limit, or of a wait that the upstream asked for. */
export function groupLevel(group: LimitGroup, now: number): LimitLevel {
  if (isWaiting(group, now)) return 'bad'
  const most = mostUsed(group, now)
  return most === null ? 'ok' : levelOf(most, now)
}

/** True while the upstream has asked not to be called. */
export function isWaiting({ retryAt }: Pick<LimitGroup, 'retryAt'>, now: number): boolean {
  return retryAt !== null && retryAt > now
}

/** The limit that is used most; null where none says how much. */
export function mostUsed(group: LimitGroup, now: number): SeenLimit | null {
  const known = inOrder(group.limits).filter((limit) => shareOf(limit, now) !== null)
  return known.reduce<SeenLimit | null>(
    (most, one) =>
      most === null || (shareOf(one, now) ?? 0) > (shareOf(most, now) ?? 0) ? one : most,
    null,
  )
}

/** Nearest to a limit first, then the last seen. */
export function byUse(groups: readonly LimitGroup[], now: number): LimitGroup[] {
  const rank = (group: LimitGroup) => {
    if (isWaiting(group, now)) return 2
    const most = mostUsed(group, now)
    return most === null ? -1 : (shareOf(most, now) ?? 0)
  }
  return [...groups].sort((a, b) => rank(b) - rank(a) || b.seenAt - a.seenAt)
}

const FAMILIES = ['ratelimit', 'priority', 'fast']
const KINDS = ['requests', 'input-tokens', 'output-tokens', 'tokens']

/** The usual ones first, in the order in which the API's documents name them. */
export function inOrder(limits: readonly SeenLimit[]): SeenLimit[] {
  const place = (list: readonly string[], name: string) =>
    list.includes(name) ? list.indexOf(name) : list.length
  return [...limits].sort(
    (a, b) =>
      place(FAMILIES, a.family) - place(FAMILIES, b.family) ||
      place(KINDS, a.kind) - place(KINDS, b.kind) ||
      a.kind.localeCompare(b.kind),
  )
}

/** The few that there is room for; the most used one is always among them. */
export function headline(group: LimitGroup, most: number, now: number): SeenLimit[] {
  const shown = inOrder(group.limits).slice(0, most)
  const first = mostUsed(group, now)
  if (first === null || shown.includes(first)) return shown
  return [...shown.slice(0, most - 1), first]
}
