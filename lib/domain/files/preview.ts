import type { Citation } from '../citations'
import type { PassagePlace } from './cited'
import type { FileFacts } from './facts'
import type { FileView } from './file'

/** What a preview shows of a document that an answer cites, or of a file. */
export type PreviewSource =
  /** A file of ours, whose bytes are here. */
  | { kind: 'file'; fileId: string; facts: FileFacts; sizeBytes: number }
  /** Bytes that a request held itself. */
  | { kind: 'pdf'; url: string }
  | { kind: 'text'; text: string }
  /** The texts of blocks; null for one that is no text. */
  | { kind: 'blocks'; blocks: (string | null)[] }
  /** Why there is nothing to show. */
  | { kind: 'none'; reason: 'no_copy' | 'empty' | 'elsewhere' | 'not_kept' | 'unknown' }

/** What there is to see of a file of ours. */
export function sourceOfFile({
  id,
  facts,
  hasCopy,
  sizeBytes,
}: Pick<FileView, 'id' | 'facts' | 'hasCopy' | 'sizeBytes'>): PreviewSource {
  if (facts === null || !hasCopy) return { kind: 'none', reason: 'no_copy' }
  if (facts.flaw === 'empty') return { kind: 'none', reason: 'empty' }
  return { kind: 'file', fileId: id, facts, sizeBytes }
}

/** Answer of `GET /api/runs/{id}/cited/{number}`. */
export interface CitedPassage {
  passage: Citation
  number: number
  /** How many passages the answer cites. */
  count: number
  title: string | null
  source: PreviewSource
  place: PassagePlace | null
}
