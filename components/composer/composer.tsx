import { type KeyboardEvent, useContext, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { bringTyped, typeText } from '@/lib/client/outgoing'
import { setDraft } from '@/lib/client/stores/drafts'
import { useIsCallOpen, useIsPlaced } from '@/lib/client/use-conversation'
import { useDraft } from '@/lib/client/use-draft'
import { useLiveRunInView } from '@/lib/client/use-live-run-in-view'
import { PreferencesContext } from '../shell/preferences-context'
import { cx } from '../ui/cx'
import { GrowingTextarea } from '../ui/growing-textarea'
import { ComposerNotes } from './composer-notes'
import { isSendKey } from './enter-key'
import { COMPOSER_ID, focusComposer } from './focus-composer'
import { NewLineHint } from './new-line-hint'
import { SendButton } from './send-button'
import { StopButton } from './stop-button'
import { useUnreadiness } from './use-readiness'
import { useSend } from './use-send'

interface Props {
  /** Null = the new conversation. */
  conversationId: string | null
  /** True where nothing was said yet. */
  isFirst: boolean
}

/** Where the next turn is written. The text is the draft's; sending and stopping share one place. */
export function Composer({ conversationId, isFirst }: Props) {
  const t = useTranslations('chat.composer')
  const noteId = useId()
  const draft = useDraft(conversationId)
  const liveRunId = useLiveRunInView(conversationId)
  const isLive = liveRunId !== null
  const unready = useUnreadiness(draft.settings)
  const isPlaced = useIsPlaced(conversationId)
  const { text } = draft
  const settings = isPlaced ? draft.settings : null
  const isSending = draft.sending !== null
  const isCallOpen = useIsCallOpen(conversationId)
  const isFree = !isLive && !isSending && unready === null && !isCallOpen
  const { send, canSend, isWaiting } = useSend({ conversationId, text, settings, isFree })
  const { sendKey } = useContext(PreferencesContext)
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!isSendKey(event.nativeEvent, sendKey)) return
    event.preventDefault()
    send()
  }
  const placeholder = isLive
    ? t('placeholderLive')
    : t(isFirst ? 'placeholder' : 'placeholderReply')
  return (
    <div className="flex flex-col gap-2">
      <ComposerNotes
        id={noteId}
        unready={unready}
        isCallOpen={isCallOpen}
        isLive={isLive}
        failure={draft.failure}
        onDismiss={() => setDraft(conversationId, { failure: null })}
      />
      <div className="flex flex-col rounded-xl bg-field shadow-edge has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-accent phone:flex-row phone:items-end">
        <Text
          conversationId={conversationId}
          text={text}
          placeholder={placeholder}
          describedBy={noteId}
          onKeyDown={onKeyDown}
        />
        <div className="flex items-center justify-end gap-3 px-3 pt-1 pb-2 phone:p-1.5">
          {text !== '' && !isLive && <NewLineHint />}
          {liveRunId === null ? (
            <SendButton
              isBusy={isSending || isWaiting}
              isDisabled={!canSend || settings === null}
              onSend={send}
            />
          ) : (
            <StopButton runId={liveRunId} />
          )}
        </div>
      </div>
    </div>
  )
}

interface TextProps {
  conversationId: string | null
  text: string
  placeholder: string
  describedBy: string
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void
}

function Text({ conversationId, text, placeholder, describedBy, onKeyDown }: TextProps) {
  const t = useTranslations('chat.composer')
  const box = useRef<HTMLTextAreaElement>(null)
  // What was typed before the page came alive stands in the box and in no state yet.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the first drawing can find such text
  useEffect(() => {
    const typed = box.current?.value ?? ''
    if (text === '' && typed !== '') setDraft(conversationId, { text: typed })
  }, [])
  // Before anybody sees the box without it.
  useLayoutEffect(() => bringTyped(conversationId), [conversationId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation is another box
  useEffect(() => {
    // Who writes elsewhere meanwhile (a new name in the sidebar), or has opened a list, is left there.
    const isBusy = document.activeElement?.matches('input, textarea, [aria-expanded=true]') ?? false
    if (!isBusy) focusComposer()
  }, [conversationId])
  return (
    <GrowingTextarea
      ref={box}
      id={COMPOSER_ID}
      value={text}
      aria-label={t('label')}
      aria-describedby={describedBy}
      placeholder={placeholder}
      onChange={(event) => typeText(conversationId, event.target.value)}
      onKeyDown={onKeyDown}
      textClass="px-3 pt-3 pb-1 text-reading phone:py-4"
      className={cx('max-h-[40dvh] min-w-0 flex-1')}
    />
  )
}
