import type { PassagePlace } from '@/lib/domain/files/cited'
import type { FileFacts } from '@/lib/domain/files/facts'
import type { Found } from './found'

/** What the view of a kind of file is given. */
export interface FileViewProps {
  fileId: string
  facts: FileFacts
  sizeBytes: number
  place: PassagePlace | null
  /** Where the tools of a preview stand in the frame's head. */
  head: HTMLElement | null
  onFound: (found: Found) => void
}
