import { FileText, Image as ImageIcon } from 'lucide-react'
import { memo } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { ListedFile } from '@/lib/domain/files/file'
import { isThere } from '@/lib/domain/files/shown'
import { useUpstreamName } from '../../../runs/run-words'
import { cx } from '../../../ui/cx'
import { RowLink, type RowLinkProps } from '../../../ui/row-link'
import { useByteSize } from '../../../ui/use-byte-size'
import { useKindAndMeasure } from '../use-kind-and-measure'

/** Name over kind and measure, size, source, upstreams, time; where the list is narrow, the first two. */
export const COLUMNS =
  'grid grid-cols-[minmax(0,1fr)_64px] items-center gap-x-3 px-3 @xl:grid-cols-[minmax(0,1fr)_64px_64px_100px_92px]'
/** Of the columns that a narrow list leaves out. */
export const WIDE = 'hidden @xl:block'

interface Props extends RowLinkProps {
  file: ListedFile
}

/** A file in the list: a link to it. */
export const FileRow = memo(function FileRow(props: Props) {
  const { file, ...link } = props
  const t = useTranslations('filesScreen')
  const format = useFormatter()
  const size = useByteSize()
  const upstreamName = useUpstreamName()
  const kindAndMeasure = useKindAndMeasure()
  const places = [...new Set(file.uploads.filter((one) => isThere(one)).map((one) => one.upstream))]
  const upstreams = places.map(upstreamName).join(', ')
  const Icon = file.facts?.kind === 'image' ? ImageIcon : FileText
  return (
    <RowLink {...link} id={file.id} className={cx(COLUMNS, 'h-11')}>
      <span className="flex min-w-0 items-center gap-2.5">
        <Icon aria-hidden size={16} strokeWidth={1.5} className="shrink-0 text-ink-3" />
        <span className="min-w-0">
          <span data-user-text title={file.name} className="block truncate font-medium text-ink">
            {file.name}
          </span>
          <span className="block truncate text-ink-3 text-small">{kindAndMeasure(file)}</span>
        </span>
      </span>
      <span className="text-right">
        {size(file.sizeBytes)}
        <span className="block text-ink-3 text-small @xl:hidden">
          {format.dateTime(file.createdAt, { day: 'numeric', month: 'short' })}
        </span>
      </span>
      <span className={WIDE}>{t(`sources.${file.source}`)}</span>
      <span className={cx(WIDE, 'truncate')} title={upstreams} data-user-text>
        {upstreams === '' ? t('none') : upstreams}
      </span>
      <span className={cx(WIDE, 'text-right text-ink-3')}>
        {format.dateTime(file.createdAt, {
          day: 'numeric',
          month: 'short',
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
        })}
      </span>
    </RowLink>
  )
})
