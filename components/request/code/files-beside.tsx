'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { contentUrl, textUrl } from '@/lib/client/queries/files'
import type { Program } from '@/lib/domain/code/code-request'
import type { CodeFile } from '@/lib/domain/code/file-value'

/** What has to lie beside a program before it can run, to be taken from here. */
export function FilesBeside({ files, needs }: Pick<Program, 'files' | 'needs'>) {
  const t = useTranslations('code')
  return (
    <section aria-label={t('beside')} className="flex flex-col gap-1">
      <p aria-hidden className="text-ink-3 text-small phone:text-title">
        {t('beside')}
      </p>
      <ul className="rounded-md bg-sunken py-0.5 pr-1.5 pl-3">
        {files.map((file) => (
          <FileRow key={file.path} file={file} />
        ))}
      </ul>
      {needs !== undefined && (
        <p className="text-ink-3 text-small phone:text-title">
          {t.rich('needs', { command: () => <code data-user-text>{needs}</code> })}
        </p>
      )}
    </section>
  )
}

function FileRow({ file: { fileId, path, name, part, hasCopy } }: { file: CodeFile }) {
  const t = useTranslations('code')
  const label = t('download', { name: path })
  const isMade = part === 'text'
  return (
    <li className="flex min-w-0 items-center gap-2">
      <div className="min-w-0 flex-1 py-1">
        <p data-user-text className="wrap-anywhere font-mono text-code">
          {path}
        </p>
        {isMade && (
          <p className="wrap-anywhere text-ink-3 text-small phone:text-title">
            {t.rich('madeText', { name: () => <span data-user-text>{name}</span> })}
          </p>
        )}
        {!hasCopy && <p className="text-ink-3 text-small phone:text-title">{t('noCopy')}</p>}
      </div>
      {hasCopy && (
        <a
          href={isMade ? textUrl(fileId) : contentUrl(fileId, path)}
          download={path}
          aria-label={label}
          title={label}
          className="fade inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink-2 phone:size-11"
        >
          <Download aria-hidden size={16} strokeWidth={1.5} />
        </a>
      )}
    </li>
  )
}
