import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { attachFiles, cancelUpload } from '@/lib/client/attach'
import { fetchCopy } from '@/lib/client/fetch-copy'
import { scaleImage } from '@/lib/client/scale-image'
import type { Upload } from '@/lib/client/stores/uploads'
import type { FileView } from '@/lib/domain/files/file'
import { Button } from '../../ui/button'
import { useByteSize } from '../../ui/use-byte-size'

interface Props {
  upload: Upload
  view: FileView
  /** Of the image as it is. */
  size: { width: number; height: number; mediaType: string }
}

/** An image that is too large can be scaled here: first it is said to what, then it goes. */
export function ScaleOffer({ upload: { id, wanted, conversationId }, view, size }: Props) {
  const t = useTranslations('attach')
  const client = useQueryClient()
  const bytes = useByteSize()
  const format = useFormatter()
  const scaling = useMutation({
    gcTime: 0,
    mutationFn: async () => {
      // One that the server fetched was never here.
      const file = typeof wanted === 'string' ? await fetchCopy(view) : wanted
      return scaleImage(file, size, size.mediaType)
    },
  })
  const measure = (width: number, height: number, sizeBytes: number) =>
    `${format.number(width)} × ${format.number(height)}, ${bytes(sizeBytes)}`
  if (scaling.isError) return <p className="text-bad">{t('scaleFailed')}</p>
  if (scaling.data === undefined) {
    return (
      <Button busy={scaling.isPending && t('scaling')} onClick={() => scaling.mutate()}>
        {t('scale')}
      </Button>
    )
  }
  const { file: scaled, width, height } = scaling.data
  return (
    <div className="flex w-full flex-wrap items-center gap-2">
      <p className="min-w-0 flex-1 text-ink">
        {t('scaled', {
          before: measure(size.width, size.height, view.sizeBytes),
          after: measure(width, height, scaled.size),
        })}
      </p>
      <Button
        onClick={() => {
          cancelUpload(client, id)
          attachFiles(client, conversationId, [scaled])
        }}
      >
        {t('scaleUse')}
      </Button>
    </div>
  )
}
