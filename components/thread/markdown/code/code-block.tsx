import { Download, WrapText } from 'lucide-react'
import { memo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { CodeLines } from '../../../ui/code-lines'
import { CopyButton } from '../../../ui/copy-button'
import { cx } from '../../../ui/cx'
import { downloadText } from '../../../ui/download-text'
import { IconButton } from '../../../ui/icon-button'
import { CodeText } from './code-text'
import { fileName, languageName, languageOf } from './languages'

interface Props {
  /** What the fence says after its marks. */
  info: string
  code: string
  /** True while more of it may come. */
  isOpen: boolean
}

/** Fenced code: its language, ways to wrap, keep and copy it, the code as it is. */
export const CodeBlock = memo(function CodeBlock({ info, code, isOpen }: Props) {
  const t = useTranslations('chat.markdown')
  const [isWrapped, setIsWrapped] = useState(false)
  return (
    <figure className="-mx-3 mt-3 overflow-hidden rounded-lg bg-sunken phone:-mx-2">
      <figcaption className="flex h-8 items-center pr-1.5 pl-3 text-ink-3 text-small phone:h-11">
        <span className="min-w-0 flex-1 truncate">{languageName(info) ?? t('code')}</span>
        <IconButton
          label={t('wrap')}
          icon={WrapText}
          aria-pressed={isWrapped}
          className={cx(isWrapped && 'bg-active text-ink-2')}
          onClick={() => setIsWrapped(!isWrapped)}
        />
        {!isOpen && (
          <>
            <IconButton
              label={t('download', { name: fileName(info) })}
              icon={Download}
              onClick={() => downloadText(fileName(info), code)}
            />
            <CopyButton text={code} label={t('copyCode')} copiedLabel={t('copied')} />
          </>
        )}
      </figcaption>
      <CodeLines className="px-3 pb-3 text-code" isWrapped={isWrapped}>
        <CodeText code={code} language={languageOf(info)?.id ?? null} />
      </CodeLines>
    </figure>
  )
})
