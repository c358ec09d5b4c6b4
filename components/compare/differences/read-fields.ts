import { parseExact, type ReadJson } from '@/lib/domain/code/exact-json'
import { DEPTH_LIMIT, isDeeperThan } from '@/lib/wire/json'

/** The JSON value that an answer is, with all digits of its numbers; null for any other text. */
export function readFields(text: string): { value: ReadJson } | null {
  try {
    // Whether it is JSON at all; reading to the last digit takes a text without a fault.
    if (isDeeperThan(JSON.parse(text), DEPTH_LIMIT)) return null
    return { value: parseExact(text) }
  } catch {
    return null
  }
}
