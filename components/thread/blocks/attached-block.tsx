import type { ComponentType } from 'react'
import { localSourceOf } from '@/lib/domain/files/source'
import type { Block } from '@/lib/wire/types'
import { DocumentCard } from './document-card'
import { FileChip } from './file-chip'
import { ImageCard } from './image-card'
import { LocalFile } from './local-file'
import { WebLink } from './results/web-link'

/** Type of a block that comes with a turn to its view. */
const VIEWS: ReadonlyMap<string, ComponentType<{ block: Block }>> = new Map([
  ['image', ImageCard],
  ['document', DocumentCard],
  ['container_upload', UploadChip],
  ['search_result', SearchResult],
])

/** True for a block that {@link AttachedBlock} draws. */
export function isAttached({ type }: Block): boolean {
  return VIEWS.has(type)
}

/** What comes with a text: an image, a document, a file, a passage. */
export function AttachedBlock({ block }: { block: Block }) {
  if (localSourceOf(block) !== null) return <LocalFile block={block} />
  const View = VIEWS.get(block.type)
  return View === undefined ? null : <View block={block} />
}

function UploadChip({ block }: { block: Block }) {
  return <FileChip fileId={block.file_id} />
}

/** A passage to cite: where it is from, and what it says. */
function SearchResult({ block }: { block: Block }) {
  const { source, title, content } = block
  return (
    <div className="flex flex-col gap-1 text-ui">
      <WebLink address={source} title={title} />
      <DocumentCard block={{ type: 'document', source: { type: 'content', content } }} />
    </div>
  )
}
