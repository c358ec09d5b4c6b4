import { type KeyboardEvent, useContext, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { Edit } from '@/lib/client/stores/draft'
import { setDraft } from '@/lib/client/stores/drafts'
import type { Message } from '@/lib/domain/conversation'
import { editedContent } from '@/lib/domain/turn'
import type { Block } from '@/lib/wire/types'
import { isSendKey } from '../../composer/enter-key'
import { focusComposer } from '../../composer/focus-composer'
import { PreferencesContext } from '../../shell/preferences-context'
import { Button } from '../../ui/button'
import { GrowingTextarea } from '../../ui/growing-textarea'
import { isTakenByInputMethod } from '../../ui/input-method'
import { EditedFiles } from './edited-files'
import { editorId } from './editor-of'
import { useLockReason } from './turns-lock'

interface Props {
  turn: Message
  edit: Edit
  /** Not for one that was there when the page came, or that is scrolled back into view. */
  takesFocus: boolean
  /** What becomes of it. */
  hint: string
  onSave: (content: Block[]) => void
}

/** A turn of one's own being written anew, in its place. The text is the draft's until it has arrived. */
export function EditTurn({ turn, edit, takesFocus, hint, onSave }: Props) {
  const { texts } = edit
  const t = useTranslations('chat.turn')
  const { sendKey } = useContext(PreferencesContext)
  const content = editedContent(turn.content ?? [], edit)
  const refused = useLockReason()
  const first = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const box = takesFocus ? first.current : null
    box?.focus()
    box?.setSelectionRange(box.value.length, box.value.length)
    // Its files stand over it.
    box?.closest('article')?.scrollIntoView({ block: 'nearest' })
  }, [takesFocus])
  const write = (index: number, text: string) => {
    setDraft(turn.conversationId, { edit: { ...edit, texts: texts.with(index, text) } })
  }
  const cancel = () => setDraft(turn.conversationId, { edit: null, failure: null })
  const save = () => {
    if (content.length === 0 || refused !== undefined) return
    onSave(content)
    focusComposer()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isSend = isSendKey(event.nativeEvent, sendKey)
    // An input method takes Escape to take back what it composes.
    const isCancel = event.key === 'Escape' && !isTakenByInputMethod(event.nativeEvent)
    if (!isSend && !isCancel) return
    event.preventDefault()
    if (isSend) save()
    else cancel()
  }
  return (
    <div className="-mx-3 flex flex-col gap-2 rounded-lg bg-user-turn px-3 py-2.5 phone:-mx-2">
      <EditedFiles turn={turn} edit={edit} />
      {texts.map((text, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the texts of a turn keep their order
          key={index}
          className="-mx-1.5 rounded-md bg-field shadow-edge dark:bg-bg has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-accent"
        >
          <GrowingTextarea
            ref={index === 0 ? first : undefined}
            id={index === 0 ? editorId(turn) : undefined}
            value={text}
            aria-label={t('editLabel')}
            onChange={(event) => write(index, event.target.value)}
            onKeyDown={onKeyDown}
            textClass="px-1.5 py-1 text-reading"
            className="max-h-[60dvh]"
          />
        </div>
      ))}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="mr-auto text-ink-3 text-small phone:w-full">{refused ?? hint}</p>
        <Button variant="quiet" onClick={cancel}>
          {t('cancel')}
        </Button>
        <Button onClick={save} disabled={content.length === 0 || refused !== undefined}>
          {t('save')}
        </Button>
      </div>
    </div>
  )
}
