import { contentUrl, textUrl } from '@/lib/client/queries/files'
import { CodePreview } from '../code/code-preview'
import type { FileViewProps } from '../file-view-props'
import { SheetsPreview } from './sheets-preview'
import { TablePreview } from './table-preview'

const TABS = 'text/tab-separated-values'

/** A file of rows; a cited passage of it stands in its text. */
export function TableFile(props: FileViewProps) {
  const { fileId, facts, sizeBytes, place, head } = props
  if (place !== null) return <CodePreview {...props} />
  if (facts.kind === 'xlsx') return <SheetsPreview url={textUrl(fileId)} head={head} />
  const source = {
    url: contentUrl(fileId),
    encoding: facts.encoding ?? 'utf-8',
    delimiter: facts.mediaType === TABS ? '\t' : null,
    sizeBytes,
    sheet: null,
  }
  return <TablePreview source={source} head={head} />
}
