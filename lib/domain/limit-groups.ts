import type { LimitGroup } from './limits'

/** What tells one group from another. */
export function groupId({
  upstream,
  key,
  subject,
}: Pick<LimitGroup, 'upstream' | 'key' | 'subject'>): string {
  return JSON.stringify([upstream, key, subject.kind, subject.name])
}

/** The groups with the changed ones in their places, the last seen first. */
export function mergeGroups(
  known: readonly LimitGroup[],
  changed: readonly LimitGroup[],
): LimitGroup[] {
  const byId = new Map([...known, ...changed].map((group) => [groupId(group), group]))
  return [...byId.values()].sort((a, b) => b.seenAt - a.seenAt)
}
