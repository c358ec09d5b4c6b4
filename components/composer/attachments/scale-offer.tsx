import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { attachFiles } from '@/lib/client/attach'
import { scaleImage } from '@/lib/client/scale-image'
import { dropUpload, type Upload } from '@/lib/client/stores/uploads'
import { Button } from '../../ui/button'
import { useByteSize } from '../../ui/use-byte-size'

interface Props {
  upload: Upload
  /** Of the image as it is. */
  size: { width: number; height: number; mediaType: string }
}

/** An image that is too large can be scaled here: first it is said to what, then it goes. */
export function ScaleOffer({ upload: { id, file, conversationId }, size }: Props) {
  const t = useTranslations('attach')
  const client = useQueryClient()
  const bytes = useByteSize()
  const format = useFormatter()
  const scaling = useMutation({
    gcTime: 0,
    mutationFn: () => scaleImage(file, size, size.mediaType),
  })
  const measure = (width: number, height: number, of: File) =>
    `${format.number(width)} × ${format.number(height)}, ${bytes(of.size)}`
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
          before: measure(size.width, size.height, file),
          after: measure(width, height, scaled),
        })}
      </p>
      <Button
        onClick={() => {
          dropUpload(id)
          attachFiles(client, conversationId, [scaled])
        }}
      >
        {t('scaleUse')}
      </Button>
    </div>
  )
}
