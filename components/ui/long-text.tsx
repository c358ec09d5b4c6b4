'use client'

import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { CodeLines } from './code-lines'

const SHOWN_CHARACTERS = 50_000

/** Text in mono exactly as it is; a very long one from its beginning, the rest on demand. */
export function LongText({ text, className }: { text: string; className?: string }) {
  const t = useTranslations('common')
  const format = useFormatter()
  const [isWhole, setWhole] = useState(false)
  const isCut = text.length > SHOWN_CHARACTERS && !isWhole
  return (
    <>
      <CodeLines {...(className === undefined ? {} : { className })}>
        {isCut ? text.slice(0, SHOWN_CHARACTERS) : text}
      </CodeLines>
      {isCut && (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="fade mt-1 rounded-sm font-medium text-accent text-small hover:text-accent-hover phone:min-h-11"
        >
          {t('wholeText', { count: format.number(text.length) })}
        </button>
      )}
    </>
  )
}
