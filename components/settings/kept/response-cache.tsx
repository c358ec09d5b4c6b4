'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { keptAnswersQuery, useClearKeptAnswers } from '@/lib/client/queries/kept'
import { Button } from '../../ui/button'
import { useByteSize } from '../../ui/use-byte-size'
import { codeOf } from '../code-of'
import { SaveError } from '../save-error'
import { Subsection } from '../subsection'

/** What the gateway's response cache holds, how a call asks for it, and its clearing. */
export function ResponseCache() {
  const t = useTranslations('settings.kept.cache')
  const kept = useTranslations('settings.kept')
  const sizeOf = useByteSize()
  const clear = useClearKeptAnswers()
  const { data, isError } = useQuery(keptAnswersQuery())
  const count = data?.answers ?? 0
  const words = () => {
    if (isError) return kept('unknown')
    return data === undefined
      ? kept('used', { size: '…' })
      : t('held', { count, size: sizeOf(data.bytes) })
  }
  return (
    <Subsection title={t('title')} text={t.rich('text', { code: unbroken, header: HEADER })}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p role="status" className="text-ink-2 text-ui">
          {words()}
        </p>
        <Button
          disabled={count === 0}
          busy={clear.isPending && t('clearing')}
          onClick={() => clear.mutate()}
        >
          {t('clear', { count })}
        </Button>
      </div>
      <SaveError error={clear.error} />
    </Subsection>
  )
}

const HEADER = 'x-parley-cache: 300'

function unbroken(words: ReactNode) {
  return <span className="whitespace-nowrap">{codeOf(words)}</span>
}
