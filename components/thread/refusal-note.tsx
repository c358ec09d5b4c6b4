import { Ban } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Message } from '@/lib/domain/conversation'
import type { Run } from '@/lib/domain/run'
import { isRecord } from '@/lib/wire/json'
import { REFUSAL_CATEGORIES } from '@/lib/wire/types'
import { Note } from '../ui/note'
import { AnotherModel } from './another-model'

interface Props {
  message: Message
  run: Run
  isLast: boolean
}

/** The model would not go on: about what, in its own words, and what becomes of what it had written. */
export function RefusalNote({ message, run, isLast }: Props) {
  const t = useTranslations('chat.ended')
  const details = run.message?.stop_details
  const { category, explanation } = isRecord(details) ? details : {}
  const known = REFUSAL_CATEGORIES.find((name) => name === category)
  const about = known === undefined ? category : t(`refusal.${known}`)
  return (
    <Note
      tone="bad"
      icon={Ban}
      className="-mx-3 mt-3 first:mt-0 phone:-mx-2"
      title={typeof about === 'string' ? t('refusedAs', { category: about }) : t('refusedTitle')}
      {...(isLast && {
        actions: <AnotherModel message={message} run={run} scope="all" variant="default" />,
      })}
    >
      {typeof explanation === 'string' && explanation !== '' && <p>{explanation}</p>}
      <p>{t('refused')}</p>
    </Note>
  )
}
