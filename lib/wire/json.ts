/** Deeper values cannot be written back: `JSON.stringify` recurses, `JSON.parse` does not. */
export const DEPTH_LIMIT = 256

/** True for a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The JSON object in a text; null for anything else and for nesting deeper than 256. Never throws. */
export function parseRecord(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    if (!isRecord(value)) return null
    // Each level takes two characters, so that a short text needs no walk.
    return text.length > 2 * DEPTH_LIMIT && isDeeperThan(value, DEPTH_LIMIT) ? null : value
  } catch {
    return null
  }
}

const BACKSLASH = 0x5c

/** Where the closing quote of a JSON string is that begins at `start`, or -1. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end
    while (text.charCodeAt(before - 1) === BACKSLASH && before - 1 > start) before -= 1
    if ((end - before) % 2 === 0) return end
  }
  return -1
}

/** True for a value with more than `depth` levels. */
export function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || Object.values(value).some((inner) => isDeeperThan(inner, depth - 1))
}

/** JSON with the names of objects in order: equal for equal values, however their names are ordered. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
