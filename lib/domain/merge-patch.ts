import { isRecord } from '@/lib/wire/json'

/** A JSON merge patch (RFC 7396): null takes a field away, objects merge, all else is replaced. */
export function mergePatch(
  target: Record<string, unknown>,
  patch: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const merged = new Map(Object.entries(target))
  for (const [name, value] of Object.entries(patch)) {
    const before = merged.get(name)
    if (value === null) merged.delete(name)
    else if (!isRecord(value)) merged.set(name, value)
    else merged.set(name, mergePatch(isRecord(before) ? before : {}, value))
  }
  return Object.fromEntries(merged)
}
