import { useQueryClient } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { type KeyboardEvent, useContext, useEffect, useRef } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { resubmitInColumns } from '@/lib/client/comparison/send-to-columns'
import { setDraft, useEdit } from '@/lib/client/stores/drafts'
import type { Message } from '@/lib/domain/conversation'
import { markdownOf } from '@/lib/domain/markdown-of'
import { textsOf, withTexts } from '@/lib/domain/turn'
import { isSendKey } from '../composer/enter-key'
import { focusComposer } from '../composer/focus-composer'
import { PreferencesContext } from '../shell/preferences-context'
import { pressTurnKey } from '../thread/acts/press-turn-key'
import { useEditButton } from '../thread/acts/use-edit-button'
import { toRichText } from '../thread/markdown/rich-text'
import { QuestionBlocks } from '../thread/question-blocks'
import { Button } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { GrowingTextarea } from '../ui/growing-textarea'
import { IconButton } from '../ui/icon-button'
import { isTakenByInputMethod } from '../ui/input-method'

interface Props {
  /** The same question, as each column has it. */
  questions: readonly Message[]
  /** Why it cannot be written anew now. */
  refused: string | undefined
}

/** What all columns were asked, once over all of them. */
export function SharedQuestion({ questions, refused }: Props) {
  const t = useTranslations('chat')
  const words = useTranslations('compare')
  const turn = useTranslations('chat.turn')
  const common = useTranslations('common')
  const format = useFormatter()
  const [question] = questions
  const place = { conversationId: question?.conversationId ?? '', id: `all ${question?.id}` }
  const texts = useEdit(place)?.texts ?? null
  const editButton = useEditButton(texts !== null)
  if (question === undefined) return null
  const setTexts = (next: string[] | null) =>
    setDraft(place.conversationId, {
      edit: next === null ? null : { turnId: place.id, texts: next, without: [] },
    })
  const content = question.content ?? []
  const markdown = markdownOf(content)
  const time = new Date(question.createdAt)
  return (
    <article
      aria-label={t('you')}
      tabIndex={-1}
      onKeyDown={pressTurnKey}
      className="group/turn sticky left-0 flex w-(--frame) gap-4 px-5 py-2.5 outline-offset-[-2px] phone:flex-col phone:gap-1"
    >
      <p className="flex w-21 shrink-0 items-baseline gap-2 pt-0.5 text-ui phone:w-auto">
        <span className="font-semibold">{t('you')}</span>
        <time dateTime={time.toISOString()} className="text-ink-3 text-small">
          {format.dateTime(time, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}
        </time>
      </p>
      <div className="compare-text flex min-w-0 flex-1 flex-col gap-2">
        {texts === null ? (
          <QuestionBlocks content={content} />
        ) : (
          <EditAll questions={questions} texts={texts} onChange={setTexts} />
        )}
      </div>
      {texts === null && (
        <div className="fade -my-1 flex shrink-0 self-start opacity-0 phone:-ml-3 focus-within:opacity-100 group-hover/turn:opacity-100 pointer-coarse:opacity-100">
          <IconButton
            ref={editButton}
            label={words('editAll')}
            phoneWords={words('editAllShort')}
            icon={Pencil}
            shortcut="E"
            aria-keyshortcuts="E"
            refused={refused}
            onClick={() => setTexts(textsOf(content))}
          />
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

interface EditProps {
  questions: readonly Message[]
  texts: readonly string[]
  onChange: (texts: string[] | null) => void
}

/** The question being written anew for all columns that were asked it. */
function EditAll({ questions, texts, onChange }: EditProps) {
  const t = useTranslations('chat.turn')
  const words = useTranslations('compare')
  const client = useQueryClient()
  const { sendKey } = useContext(PreferencesContext)
  const content = withTexts(questions[0]?.content ?? [], texts)
  const first = useRef<HTMLTextAreaElement>(null)
  useEffect(() => first.current?.focus(), [])
  const cancel = () => onChange(null)
  const save = () => {
    if (content.length === 0) return
    onChange(null)
    void resubmitInColumns(client, questions, [...texts])
    focusComposer()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isSend = isSendKey(event.nativeEvent, sendKey)
    const isCancel = event.key === 'Escape' && !isTakenByInputMethod(event.nativeEvent)
    if (!isSend && !isCancel) return
    event.preventDefault()
    if (isSend) save()
    else cancel()
  }
  return (
    <>
      {texts.map((text, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the texts of a turn keep their order
          key={index}
          className="-mx-1.5 rounded-md bg-field shadow-edge dark:bg-bg has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-accent"
        >
          <GrowingTextarea
            ref={index === 0 ? first : undefined}
            value={text}
            aria-label={t('editLabel')}
            onChange={(event) => onChange(texts.with(index, event.target.value))}
            onKeyDown={onKeyDown}
            textClass="px-1.5 py-1 text-reading"
            className="max-h-[60dvh]"
          />
        </div>
      ))}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="mr-auto text-ink-3 text-small phone:w-full">{words('editAllHint')}</p>
        <Button variant="quiet" onClick={cancel}>
          {t('cancel')}
        </Button>
        <Button onClick={save} disabled={content.length === 0}>
          {t('save')}
        </Button>
      </div>
    </>
  )
}
