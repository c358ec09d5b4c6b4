import { useQueryClient } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import { resubmitInColumns } from '@/lib/client/comparison/send-to-columns'
import type { Message } from '@/lib/domain/conversation'
import { markdownOf } from '@/lib/domain/markdown-of'
import { EditTurn } from '../thread/acts/edit-turn'
import { pressTurnKey } from '../thread/acts/press-turn-key'
import { useLockReason } from '../thread/acts/turns-lock'
import { toRichText } from '../thread/markdown/rich-text'
import { QuestionBlocks } from '../thread/question-blocks'
import { useEditing, useFocusAfterEdit } from '../thread/question-body'
import { CopyButton } from '../ui/copy-button'
import { IconButton } from '../ui/icon-button'

interface Props {
  /** As the first column has it. */
  question: Message
  /** The same, as each column has it. */
  questions: readonly Message[]
}

/** What all columns were asked, once over all of them. */
export function SharedQuestion({ question, questions }: Props) {
  const t = useTranslations('chat')
  const words = useTranslations('compare')
  const turn = useTranslations('chat.turn')
  const common = useTranslations('common')
  const format = useFormatter()
  const client = useQueryClient()
  const refused = useLockReason()
  const { edited, wasAsked, edit } = useEditing(question, `all ${question.id}`)
  const editButton = useFocusAfterEdit(edited !== null)
  const content = question.content ?? []
  const markdown = markdownOf(content)
  const time = new Date(question.createdAt)
  return (
    <article
      aria-label={t('you')}
      tabIndex={-1}
      onKeyDown={pressTurnKey}
      className="group/turn sticky left-0 flex w-[100cqw] gap-4 px-5 py-2.5 outline-offset-[-2px] phone:flex-col phone:gap-1"
    >
      <p className="flex w-21 shrink-0 items-baseline gap-2 pt-0.5 text-ui phone:w-auto">
        <span className="font-semibold">{t('you')}</span>
        <time dateTime={time.toISOString()} className="text-ink-3 text-small">
          {format.dateTime(time, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}
        </time>
      </p>
      <div className="compare-text flex min-w-0 flex-1 flex-col gap-2">
        {edited === null ? (
          <QuestionBlocks content={content} />
        ) : (
          // The text stays where it stood.
          <div className="-my-2.5 max-w-180">
            <EditTurn
              turn={question}
              edit={edited}
              takesFocus={wasAsked}
              hint={words('editAllHint')}
              onSave={(next) => void resubmitInColumns(client, questions, edited, next)}
            />
          </div>
        )}
      </div>
      {edited === null && (
        <div className="fade -my-1 flex shrink-0 self-start opacity-0 phone:-ml-3 focus-within:opacity-100 group-hover/turn:opacity-100 pointer-coarse:opacity-100">
          {edit !== null && (
            <IconButton
              ref={editButton}
              label={words('editAll')}
              phoneWords={words('editAllShort')}
              icon={Pencil}
              shortcut="E"
              aria-keyshortcuts="E"
              refused={refused}
              onClick={edit}
            />
          )}
          {markdown !== '' && (
            <CopyButton
              text={() => ({ text: markdown, html: toRichText(markdown) })}
              label={turn('copy')}
              copiedLabel={common('copied')}
              letter="C"
            />
          )}
        </div>
      )}
    </article>
  )
}
