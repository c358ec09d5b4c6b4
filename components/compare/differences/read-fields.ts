import { parseExact, type ReadJson } from '@/lib/domain/code/exact-json'
import { DEPTH_LIMIT, isDeeperThan } from '@/lib/wire/json'

/** A whole answer in a fence, as models like to give JSON. */
const FENCED = /^\s*(`{3,}|~{3,})(?:json)?[ \t]*\n([\s\S]*)\n\1\s*$/i

/** The JSON value that an answer is, fenced or not, with all digits of its numbers; null for any other text. */
export function readFields(answer: string): { value: ReadJson } | null {
  const text = FENCED.exec(answer)?.[2] ?? answer
  try {
    // Whether it is JSON at all; reading to the last digit takes a text without a fault.
    if (isDeeperThan(JSON.parse(text), DEPTH_LIMIT)) return null
    return { value: parseExact(text) }
  } catch {
    return null
  }
}
