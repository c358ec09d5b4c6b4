import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useContext, useId } from 'react'
import { useTranslations } from 'use-intl'
import { stopCalls } from '@/lib/client/queries/tool-calls'
import { stopAnswer } from '@/lib/client/stop-answer'
import { setDraft, useIsEditingResult } from '@/lib/client/stores/drafts'
import { useHasUploads, useIsUploading } from '@/lib/client/stores/uploads'
import { useIsPlaced } from '@/lib/client/use-conversation'
import { useDraft } from '@/lib/client/use-draft'
import { useLiveRunInView } from '@/lib/client/use-live-run-in-view'
import { useLoop } from '@/lib/client/use-loop'
import type { Loop } from '@/lib/domain/tools/open-loop'
import { PreferencesContext } from '../shell/preferences-context'
import { onDemand } from '../ui/on-demand'
import { AttachButton } from './attachments/attach-button'
import { ComposerNotes } from './composer-notes'
import { ComposerText } from './composer-text'
import { isSendKey } from './enter-key'
import { NewLineHint } from './new-line-hint'
import { SendButton } from './send-button'
import { StopButton } from './stop-button'
import { useUnreadiness } from './use-readiness'
import { useSend } from './use-send'

const Attachments = onDemand(async () => (await import('./attachments/attachments')).Attachments)

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
  const hasFiles = draft.files.length > 0
  const hasUploads = useHasUploads(conversationId)
  const isUploading = useIsUploading(conversationId)
  const settings = isPlaced ? draft.settings : null
  const isSending = draft.sending !== null
  const loop = useLoop(conversationId)
  const isEditing = useIsEditingResult(loop.calls)
  const isFree =
    !isLive && !isSending && unready === null && loop.phase !== 'open' && !isEditing && !isUploading
  const hasResults = loop.phase === 'held'
  const { send, canSend, isWaiting } = useSend({
    ...{ conversationId, text, hasFiles, settings, hasResults, isFree },
  })
  const stop = useStop(conversationId, liveRunId, loop)
  const { sendKey } = useContext(PreferencesContext)
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!isSendKey(event.nativeEvent, sendKey)) return
    event.preventDefault()
    send()
  }
  const words = useTranslations('loop')
  const placeholder =
    isLive || loop.phase === 'open'
      ? t('placeholderLive')
      : hasResults
        ? words('placeholderHeld')
        : t(isFirst ? 'placeholder' : 'placeholderReply')
  return (
    <div className="flex flex-col gap-2">
      <ComposerNotes
        id={noteId}
        unready={unready}
        loop={loop}
        isEditing={isEditing}
        isLive={isLive}
        failure={draft.failure}
        onDismiss={() => setDraft(conversationId, { failure: null })}
      />
      <div className="flex flex-col rounded-xl bg-field shadow-edge has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-accent">
        {(hasFiles || hasUploads) && (
          <Attachments conversationId={conversationId} settings={settings} />
        )}
        <div className="flex flex-col phone:flex-row phone:items-end">
          <ComposerText
            conversationId={conversationId}
            text={text}
            label={t('label')}
            placeholder={placeholder}
            describedBy={noteId}
            onKeyDown={onKeyDown}
            className="phone:py-4"
          />
          <div className="flex items-center justify-end gap-3 px-3 pt-1 pb-2 phone:p-1.5">
            <AttachButton conversationId={conversationId} />
            <span className="flex-1 phone:hidden" />
            {text !== '' && !isLive && <NewLineHint />}
            {stop === null ? (
              <SendButton
                isBusy={isSending || isWaiting}
                isDisabled={!canSend || settings === null}
                onSend={send}
                label={
                  hasResults && text.trim() === '' && !hasFiles
                    ? words('sendResults', { count: loop.calls.length })
                    : undefined
                }
              />
            ) : (
              <StopButton onStop={stop} isEditing={isEditing} />
            )}
          </div>
        </div>
      </div>
    </div>
  )
}

/** What Stop does now: the answer that arrives, or the calls that run or wait. Null: nothing to stop. */
function useStop(conversationId: string | null, liveRunId: string | null, loop: Loop) {
  const client = useQueryClient()
  if (liveRunId !== null) return () => stopAnswer(client, liveRunId)
  if (conversationId === null || loop.phase !== 'open' || loop.calls.length === 0) return null
  return () => stopCalls(client, conversationId)
}
