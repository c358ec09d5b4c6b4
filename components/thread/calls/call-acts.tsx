import { useMutation, useQueryClient } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { actOnCall } from '@/lib/client/queries/tool-calls'
import { getHandResult, setHandResult, useHandResult } from '@/lib/client/stores/drafts'
import { useOnce } from '@/lib/client/use-once'
import { type CallAct, type CallNote, isRunnable, type ToolCall } from '@/lib/domain/tools/call'
import { Button } from '../../ui/button'
import { useErrorWords } from '../../ui/use-error-words'
import { HandResult } from './hand-result'
import { handResultOf } from './hand-text'

/** What a person can do about a call whose result has not gone back. */
export function CallActs({ call }: { call: ToolCall }) {
  const t = useTranslations('loop')
  const errorWords = useErrorWords()
  const client = useQueryClient()
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
  const write = () => setHandResult(call, handResultOf(call.result))
  const isWriting = draft !== null || call.state === 'waiting'
  const again = isRunnable(call) && (
    <Button variant="quiet" disabled={act.isPending} onClick={() => say({ act: 'again' })}>
      {t('again')}
    </Button>
  )
  return (
    <div className="flex flex-col gap-2 pt-2.5">
      {call.note !== null && <NoteLine note={call.note} />}
      {isWriting ? (
        <HandResult
          call={call}
          draft={draft ?? handResultOf(call.result)}
          isSending={act.isPending}
          onGive={(result) => say({ act: 'answer', result })}
        />
      ) : (
        <div className="flex flex-wrap items-center gap-1">
          {call.state === 'asking' && <Asking isBusy={act.isPending} onAct={say} />}
          {call.state === 'unknown' && (
            <Button disabled={act.isPending} onClick={() => say({ act: 'again' })}>
              {t('again')}
            </Button>
          )}
          {call.state !== 'running' && (
            <Button variant="quiet" onClick={write}>
              {t(call.state === 'done' ? 'edit' : 'byHand')}
            </Button>
          )}
          {call.state === 'done' && again}
        </div>
      )}
      {act.isError && (
        <p role="alert" className="text-bad text-small">
          {errorWords(act.error)}
        </p>
      )}
    </div>
  )
}

function Asking({ isBusy, onAct }: { isBusy: boolean; onAct: (act: CallAct) => void }) {
  const t = useTranslations('loop')
  return (
    <>
      <Button disabled={isBusy} onClick={() => onAct({ act: 'approve', isForConversation: false })}>
        {t('run')}
      </Button>
      <Button
        variant="quiet"
        disabled={isBusy}
        onClick={() => onAct({ act: 'approve', isForConversation: true })}
      >
        {t('runAlways')}
      </Button>
      <Button variant="quiet" disabled={isBusy} onClick={() => onAct({ act: 'deny' })}>
        {t('deny')}
      </Button>
    </>
  )
}

function NoteLine({ note }: { note: CallNote }) {
  const t = useTranslations('loop.note')
  const { problem, count, budget } = {
    problem: note.code === 'invalidInput' ? note.problem : '',
    count: note.code === 'stepLimit' ? note.steps : 0,
    budget: note.code === 'budget' ? note.budget : 0,
  }
  return (
    <p className="flex items-start gap-1.5 text-ink-2 text-small">
      <TriangleAlert aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0 text-warn" />
      {t(note.code, { problem, count, budget })}
    </p>
  )
}
