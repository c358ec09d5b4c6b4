import { Activity, MessageSquare } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { conversationPath } from '@/lib/client/use-conversation-id'
import { runPath } from '@/lib/client/use-run-view'
import type { FileUse, FileView } from '@/lib/domain/files/file'
import { modelLabel } from '@/lib/domain/models'
import { Nothing, Section, WordButton } from '../../../runs/detail/section'

const AT_FIRST = 5

/** The conversations and runs that use a file, each a link to it. */
export function FileUses({ file: { uses, useCounts } }: { file: FileView }) {
  const t = useTranslations('filesScreen')
  const [isWhole, setWhole] = useState(false)
  const all = useCounts.conversations + useCounts.runs
  const shown = isWhole ? uses : uses.slice(0, AT_FIRST)
  const both = String(useCounts.conversations > 0 && useCounts.runs > 0)
  return (
    <Section title={t('uses')} count={t('usesCount', { ...useCounts, both })}>
      {all === 0 && <Nothing>{t('noUses')}</Nothing>}
      <ul className="-mx-2">
        {shown.map((use) => (
          <li key={use.conversationId ?? use.runId}>
            <Use use={use} />
          </li>
        ))}
      </ul>
      {uses.length > shown.length && (
        <div className="mt-1">
          <WordButton onClick={() => setWhole(true)}>
            {t('allUses', { count: uses.length })}
          </WordButton>
        </div>
      )}
      {isWhole && all > uses.length && <Nothing>{t('more', { count: all - uses.length })}</Nothing>}
    </Section>
  )
}

function Use({ use: { conversationId, runId, title, at } }: { use: FileUse }) {
  const t = useTranslations('filesScreen')
  const format = useFormatter()
  const isRun = conversationId === null
  const Icon = isRun ? Activity : MessageSquare
  const model = title === null || title === '' ? t('noModel') : modelLabel(title)
  const words = isRun ? t('run', { model }) : title === '' ? t('untitled') : title
  return (
    <Link
      href={isRun ? runPath(runId) : conversationPath(conversationId)}
      prefetch={false}
      className="fade flex min-h-7 items-center gap-2.5 rounded-md px-2 text-ui hover:bg-hover phone:min-h-11"
    >
      <Icon aria-hidden size={16} strokeWidth={1.5} className="shrink-0 text-ink-3" />
      <span data-user-text={isRun ? undefined : ''} className="min-w-0 flex-1 truncate">
        {words}
      </span>
      <span className="shrink-0 text-ink-3 text-small">
        {format.dateTime(at, { dateStyle: 'medium', timeStyle: isRun ? 'medium' : 'short' })}
      </span>
    </Link>
  )
}
