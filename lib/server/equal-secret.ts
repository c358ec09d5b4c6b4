import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares in constant time; hashing first hides the length too. */
export function isEqualSecret(presented: string, expected: string): boolean {
  return timingSafeEqual(sha256(presented), sha256(expected))
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
