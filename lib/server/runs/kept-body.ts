import 'server-only'
import { isUtf8 } from 'node:buffer'

/**
 * A body as it is kept: as text where it is text, which a screen can show. A compressed one is kept
 * as it is, and so is one with a zero byte: SQLite's text is read only up to there.
 */
export function keptBody(bytes: Buffer): string | Buffer {
  return isUtf8(bytes) && !bytes.includes(0) ? bytes.toString('utf8') : bytes
}
