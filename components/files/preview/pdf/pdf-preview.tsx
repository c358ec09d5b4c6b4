import { onDemand } from '@/components/ui/on-demand'
import { withOwnJson } from '@/lib/domain/files/with-own-json'
import { PdfLoading } from './pdf-loading'
import type { PdfPreviewProps } from './pdf-place'

/** A PDF, its pages and thumbnails, with what is cited marked. */
export const PdfPreview = onDemand<PdfPreviewProps>(
  () => withOwnJson(async () => (await import('./pdf-view')).PdfView),
  () => <PdfLoading />,
)
