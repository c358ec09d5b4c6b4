import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { actOnCall } from '@/lib/client/queries/tool-calls'
import { toolsQuery } from '@/lib/client/queries/tools'
import { getHandResult, setHandResult, useHandResult } from '@/lib/client/stores/drafts'
import { useOnce } from '@/lib/client/use-once'
import type { CallAct, CallState, ToolCall } from '@/lib/domain/tools/call'
import { canAskOnce, isRunnable } from '@/lib/domain/tools/loop'
import { focusLater } from '../../shell/focus-later'
import { Button } from '../../ui/button'
import { useErrorWords } from '../../ui/use-error-words'
import { CallNoteLine } from './call-note'
import { HandResult } from './hand-result'
import { handResultOf } from './hand-text'
import { useHandOver } from './use-hand-over'

/** What a person can do about a call whose result has not gone back. */
export function CallActs({ call }: { call: ToolCall }) {
  const errorWords = useErrorWords()
  const client = useQueryClient()
  const frame = useRef<HTMLDivElement>(null)
  const act = useMutation({
    mutationFn: async (what: CallAct) => {
      const written = getHandResult(call)
      await actOnCall(client, call, what)
      // What was written is there until it has arrived; what was written since stays.
      if (what.act === 'answer' && getHandResult(call) === written) setHandResult(call, null)
    },
  })
  const say = useOnce(act.mutate)
  const draft = useHandResult(call)
  const write = () => {
    setHandResult(call, handResultOf(call.result))
    focusLater(() => frame.current?.querySelector('textarea'))
  }
  const isWriting = draft !== null || call.state === 'waiting'
  return (
    <div
      ref={frame}
      data-waits={WAITS.has(call.state) || undefined}
      className="flex flex-col gap-2 pt-2.5"
    >
      {call.note !== null && <CallNoteLine call={call} note={call.note} />}
      {/* Others in their place are new ones, so that the focus is handed over. */}
      <Controls key={isWriting ? 'writing' : call.state} isDone={call.state === 'done'}>
        {isWriting ? (
          <HandResult
            call={call}
            draft={draft ?? handResultOf(call.result)}
            isSending={act.isPending}
            onGive={(result) => say({ act: 'answer', result })}
          />
        ) : (
          <Ways call={call} isBusy={act.isPending} onAct={say} onWrite={write} />
        )}
      </Controls>
      {act.isError && (
        <p role="alert" className="text-bad text-small">
          {errorWords(act.error)}
        </p>
      )}
    </div>
  )
}

/** Those in which a person is wanted. */
const WAITS: ReadonlySet<CallState> = new Set(['asking', 'waiting', 'unknown'])

function Controls({ isDone, children }: { isDone: boolean; children: ReactNode }) {
  const ref = useHandOver(isDone)
  return <div ref={ref}>{children}</div>
}

interface WaysProps {
  call: ToolCall
  isBusy: boolean
  onAct: (act: CallAct) => void
  onWrite: () => void
}

/** The ways on from a call that is not being answered by hand. */
function Ways({ call, isBusy, onAct, onWrite }: WaysProps) {
  const t = useTranslations('loop')
  const { state } = call
  const held = { disabled: isBusy, keepsFocus: true }
  return (
    <div className="flex flex-wrap items-center gap-1">
      {state === 'asking' && <Asking call={call} held={held} onAct={onAct} />}
      {state === 'unknown' && (
        <Button {...held} onClick={() => onAct({ act: 'again' })}>
          {t('again')}
        </Button>
      )}
      {state !== 'running' && (
        <Button variant="quiet" onClick={onWrite}>
          {t(state === 'done' ? 'edit' : 'byHand')}
        </Button>
      )}
      {state === 'done' && isRunnable(call) && (
        <Button {...held} variant="quiet" onClick={() => onAct({ act: 'again' })}>
          {t('again')}
        </Button>
      )}
    </div>
  )
}

interface AskingProps extends Pick<WaysProps, 'call' | 'onAct'> {
  held: { disabled: boolean; keepsFocus: boolean }
}

function Asking({ call, held, onAct }: AskingProps) {
  const t = useTranslations('loop')
  const library = useQuery(toolsQuery()).data?.tools
  const approval = library?.find(({ id }) => id === call.toolId)?.approval
  const approve = (isForConversation: boolean) => () => onAct({ act: 'approve', isForConversation })
  return (
    <>
      <Button {...held} onClick={approve(false)}>
        {t('run')}
      </Button>
      {canAskOnce(call, approval) && (
        <Button {...held} variant="quiet" onClick={approve(true)}>
          {t('runAlways')}
        </Button>
      )}
      <Button {...held} variant="quiet" onClick={() => onAct({ act: 'deny' })}>
        {t('deny')}
      </Button>
    </>
  )
}
