import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { contentUrl } from '@/lib/client/queries/files'
import type { FileView } from '@/lib/domain/files/file'
import { Section } from '../../../runs/detail/section'
import { buttonClass } from '../../../ui/button-class'
import { CopyButton } from '../../../ui/copy-button'
import { useByteSize } from '../../../ui/use-byte-size'
import { useFileWords } from '../../use-file-words'
import { useKindAndMeasure } from '../use-kind-and-measure'

/** What a file is. */
export function FileFacts({ file }: { file: FileView }) {
  const t = useTranslations('filesScreen')
  const common = useTranslations('common')
  const format = useFormatter()
  const size = useByteSize()
  const { refusal, misnamed } = useFileWords()
  const kindAndMeasure = useKindAndMeasure()
  const { id, facts, sizeBytes, sha256, source, createdAt, hasCopy } = file
  const misnaming = misnamed(file.name, facts)
  const bytes = format.number(sizeBytes, { style: 'unit', unit: 'byte', unitDisplay: 'long' })
  const download = hasCopy && (
    <a href={contentUrl(id)} download="" className={buttonClass('quiet')}>
      <Download aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />
      {t('download')}
    </a>
  )
  return (
    <Section title={t('facts')} end={download}>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] items-center gap-x-6 text-ui *:min-h-7 *:content-center">
        <Fact name={t('kind')}>{kindAndMeasure(file)}</Fact>
        <Fact name={t('size')}>
          {sizeBytes < 1000 ? bytes : t('sizeAndBytes', { size: size(sizeBytes), bytes })}
        </Fact>
        <Fact name={t('source')}>{t(`sourceText.${source}`)}</Fact>
        <Fact name={t('added')}>
          {format.dateTime(createdAt, { dateStyle: 'medium', timeStyle: 'short' })}
        </Fact>
        <Fact name={t('hash')}>
          <span className="flex min-w-0 items-center gap-1">
            <span data-user-text title={sha256} className="min-w-0 truncate font-mono text-[12px]">
              {sha256}
            </span>
            <CopyButton text={sha256} label={t('copyHash')} copiedLabel={common('copied')} />
          </span>
        </Fact>
      </dl>
      {misnaming !== null && <p className="mt-1 max-w-133 text-ink-3 text-ui">{misnaming}</p>}
      {facts !== null && (facts.flaw !== null || facts.kind === 'other') && (
        <p className="mt-1 max-w-133 text-ui text-warn">{refusal(facts)}</p>
      )}
    </Section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}
