import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { cancelUpload, chooseAgain } from '@/lib/client/attach'
import { pickFiles } from '@/lib/client/pick-files'
import { useUploads } from '@/lib/client/stores/uploads'
import type { FileView } from '@/lib/domain/files/file'
import { UploadRow } from '../composer/attachments/upload-row'
import { Button } from '../ui/button'
import { cx } from '../ui/cx'
import { useByteSize } from '../ui/use-byte-size'

interface Props {
  file: FileView
  /** Whether the list of files, which says of each upload how it fares, has room beside it. */
  isBesideList?: boolean
}

/** Asks for a file whose bytes are gone: the same bytes by the same name are that file again. */
export function ChooseAgain({ file, isBesideList = false }: Props) {
  const { sizeBytes, sha256 } = file
  const t = useTranslations('filesScreen')
  const size = useByteSize()
  const client = useQueryClient()
  const [other, setOther] = useState<number | null>(null)
  const failed = useUploads().filter((one) => one.sha256 === sha256 && one.state === 'failed')
  const choose = async () => {
    const [chosen] = await pickFiles('files')
    if (chosen === undefined) return
    const isOther = chosen.size !== sizeBytes
    setOther(isOther ? chosen.size : null)
    for (const { id } of failed) cancelUpload(client, id)
    if (!isOther) chooseAgain(client, chosen, file)
  }
  return (
    <>
      <Button onClick={() => void choose()}>{t('chooseAgain')}</Button>
      {other !== null && (
        <p role="alert" className="w-full text-bad text-ui">
          {t('otherSize', { size: size(other), wanted: size(sizeBytes) })}
        </p>
      )}
      <ul data-files className={cx('w-full empty:hidden', isBesideList && 'lg:hidden')}>
        {failed.map((upload) => (
          <UploadRow key={upload.id} upload={upload} />
        ))}
      </ul>
    </>
  )
}
