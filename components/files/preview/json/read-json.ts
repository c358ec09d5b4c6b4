import { parseWritten } from '@/lib/domain/code/written-json'

/** What a text of JSON is. */
export type JsonRead =
  /** As `parseWritten` reads it. */
  | { kind: 'document'; value: unknown }
  /** JSON Lines, each still to be read. */
  | { kind: 'lines'; lines: string[] }
  /** A document that is too long to be read at once. */
  | { kind: 'long' }
  | { kind: 'broken' }

/** Characters that are parsed at once: a longer document would hold up the page. */
export const LONGEST_DOCUMENT = 4_000_000

/** Reads JSON or lines of JSON; of a text that is not whole, its last line may be cut. */
export function readJson(text: string, isWhole: boolean): JsonRead {
  const isLong = text.length > LONGEST_DOCUMENT || !isWhole
  const value = isLong ? undefined : tried(parseWritten, text)
  if (value !== undefined) return { kind: 'document', value }
  if (hasLines(text)) {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    return { kind: 'lines', lines: isWhole ? lines : lines.slice(0, -1) }
  }
  return { kind: isLong ? 'long' : 'broken' }
}

/** Two lines that are JSON, each by itself, at the beginning: no document begins so. */
function hasLines(text: string): boolean {
  const lines = firstLines(text)
  return lines.length === 2 && lines.every((line) => tried(JSON.parse, line) !== undefined)
}

function firstLines(text: string): string[] {
  const lines: string[] = []
  for (let start = 0; lines.length < 2 && start < text.length; ) {
    const next = text.indexOf('\n', start)
    const end = next === -1 ? text.length : next
    const line = text.slice(start, end)
    if (line.length > LONGEST_DOCUMENT) return []
    if (line.trim() !== '') lines.push(line)
    start = end + 1
  }
  return lines
}

/** Undefined for what is no JSON. */
function tried(parse: (text: string) => unknown, text: string): unknown {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}
