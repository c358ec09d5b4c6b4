'use client'

import { useTranslations } from 'use-intl'
import { CopyButton } from '../../ui/copy-button'

interface Props {
  language: { install: string | null; run: string }
  /** Null where no key is needed. */
  keyVariable: string | null
}

/** What is typed before a program can run, and to run it. */
export function CommandLines({ language: { install, run }, keyVariable }: Props) {
  const t = useTranslations('code')
  return (
    <dl className="flex flex-col gap-3">
      {install !== null && <Command label={t('install')} text={install} copy={t('copyInstall')} />}
      <Command label={t('run')} text={run} copy={t('copyRun')} />
      {keyVariable !== null && (
        <div className="text-ink-3 text-small phone:text-title">
          <dt className="sr-only">{t('key')}</dt>
          <dd>{t('keyFrom', { variable: keyVariable })}</dd>
        </div>
      )}
    </dl>
  )
}

function Command({ label, text, copy }: { label: string; text: string; copy: string }) {
  const common = useTranslations('common')
  return (
    <div className="flex flex-col gap-1">
      <dt className="text-ink-3 text-small phone:text-title">{label}</dt>
      <dd className="flex min-w-0 items-center rounded-md bg-sunken pl-3 pr-1.5">
        <code className="wrap-anywhere min-w-0 flex-1 py-1 font-mono text-code">{text}</code>
        <CopyButton text={text} label={copy} copiedLabel={common('copied')} />
      </dd>
    </div>
  )
}
