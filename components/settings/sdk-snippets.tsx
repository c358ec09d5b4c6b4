'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { CodeLines } from '../ui/code-lines'
import { CopyButton } from '../ui/copy-button'
import { Tabs } from '../ui/tabs'
import { SNIPPET_TABS, SNIPPETS, type SnippetLanguage, type Token, tokenize } from './snippets'

const COLOURS: Readonly<Record<Token['kind'], string>> = {
  comment: 'text-c-com',
  string: 'text-c-str',
  number: 'text-c-num',
  keyword: 'text-c-key',
  plain: '',
}

/** How an outside SDK is pointed here, by language. */
export function SdkSnippets({ baseUrl, keyFile }: { baseUrl: string; keyFile: string | null }) {
  const t = useTranslations('settings.gateway')
  const common = useTranslations('common')
  const [language, setLanguage] = useState<SnippetLanguage>('typescript')
  const code = SNIPPETS[language](baseUrl, keyFile)
  return (
    <Tabs
      label={t('snippets')}
      value={language}
      tabs={SNIPPET_TABS}
      onValueChange={setLanguage}
      end={<CopyButton text={code} label={t('copySnippet')} copiedLabel={common('copied')} />}
      className="min-w-0 rounded-lg bg-sunken"
    >
      <CodeLines className="rounded-b-lg px-3 pt-1 pb-3 text-code">
        {tokenize(code).map(({ kind, text }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of a text never change places
          <span key={i} className={COLOURS[kind]}>
            {text}
          </span>
        ))}
      </CodeLines>
    </Tabs>
  )
}
