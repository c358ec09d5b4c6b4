import { useTranslations } from 'use-intl'
import { isRecord } from '@/lib/wire/json'
import { LongText } from '../../../ui/long-text'
import { FileChip } from '../file-chip'

/** What a program printed, how it ended, and the files that it made. */
export function CodeResult({ content }: { content: unknown }) {
  const t = useTranslations('chat.blocks')
  const result = isRecord(content) ? content : {}
  const files = Array.isArray(result.content) ? result.content.filter(isRecord) : []
  const isHidden = typeof result.encrypted_stdout === 'string'
  return (
    <div className="flex flex-col gap-2">
      <Stream name="stdout" text={result.stdout} />
      <Stream name="stderr" text={result.stderr} />
      {isHidden && <p className="text-ink-3 text-small">{t('encryptedOutput')}</p>}
      {typeof result.return_code === 'number' && (
        <p className="text-ink-3 text-small">{t('returnCode', { code: result.return_code })}</p>
      )}
      {files.map(({ file_id }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the files of a result never change
        <FileChip key={index} fileId={file_id} />
      ))}
    </div>
  )
}

function Stream({ name, text }: { name: string; text: unknown }) {
  if (typeof text !== 'string' || text === '') return null
  return (
    <div>
      <p className="font-mono text-[12px] text-ink-3 leading-5">{name}</p>
      <LongText text={text} className="text-[12px] leading-5" />
    </div>
  )
}
