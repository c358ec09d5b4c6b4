/** Deeper values cannot be written back: `JSON.stringify` recurses, `JSON.parse` does not. */
const DEPTH_LIMIT = 256

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

/** True for a value with more than `depth` levels. */
export function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || Object.values(value).some((inner) => isDeeperThan(inner, depth - 1))
}
