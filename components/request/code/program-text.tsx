'use client'

import { Download, WrapText } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { CodeText } from '../../thread/markdown/code/code-text'
import { CodeLines } from '../../ui/code-lines'
import { CopyButton } from '../../ui/copy-button'
import { cx } from '../../ui/cx'
import { downloadText } from '../../ui/download-text'
import { IconButton } from '../../ui/icon-button'

interface Props {
  text: string
  /** What it is called as a file. */
  file: string
  grammar: string
}

/** A program in its colours, to be copied and kept. */
export function ProgramText({ text, file, grammar }: Props) {
  const t = useTranslations('code')
  const common = useTranslations('common')
  const [isWrapped, setIsWrapped] = useState(false)
  return (
    <section aria-label={t('program')} className="overflow-hidden rounded-lg bg-sunken">
      <div className="flex h-8 items-center pr-1.5 pl-3 text-ink-3 text-small phone:h-11">
        <span className="min-w-0 flex-1 truncate font-mono">{file}</span>
        <IconButton
          label={t('wrap')}
          icon={WrapText}
          aria-pressed={isWrapped}
          className={cx(isWrapped && 'bg-active text-ink-2')}
          onClick={() => setIsWrapped(!isWrapped)}
        />
        <IconButton
          label={t('download', { name: file })}
          icon={Download}
          onClick={() => downloadText(file, text)}
        />
        <CopyButton text={text} label={t('copy')} copiedLabel={common('copied')} />
      </div>
      <CodeLines className="px-3 pb-3 text-code" isWrapped={isWrapped}>
        <CodeText code={text} language={grammar} />
      </CodeLines>
    </section>
  )
}
