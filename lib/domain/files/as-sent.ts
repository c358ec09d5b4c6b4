import type { FileFacts } from './facts'
import type { Way } from './source'

/** What of a file goes out. */
export interface AsSent {
  mediaType: string
  /** Its text in UTF-8 goes, which Parley makes of it, and not its bytes. */
  isMade: boolean
}

/**
 * A document is sent to the Files API as the types that the API reads, in UTF-8 (claude-api.md §8); for a
 * container a file is what it is.
 */
export function asSent(facts: FileFacts | null, way: Way): AsSent {
  const mediaType = facts?.mediaType ?? 'application/octet-stream'
  const isDrawn = facts === null || facts.kind === 'pdf' || facts.kind === 'image'
  const isText = way === 'text' || (way === 'file' && !isDrawn)
  return isText
    ? { mediaType: 'text/plain', isMade: facts !== null && facts.encoding !== 'utf-8' }
    : { mediaType, isMade: false }
}
