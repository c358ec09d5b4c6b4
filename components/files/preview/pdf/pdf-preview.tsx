import { onDemand } from '@/components/ui/on-demand'
import { PdfLoading } from './pdf-loading'
import type { PdfPreviewProps } from './pdf-place'

/** A PDF, its pages and thumbnails, with what is cited marked. */
export const PdfPreview = onDemand<PdfPreviewProps>(
  () => import('./pdf-view').then(({ PdfView }) => PdfView),
  () => <PdfLoading />,
)
