import { memo } from 'react'
import { useLiveRun } from '@/lib/client/stores/live-runs'
import { modelLabel } from '@/lib/domain/models'
import type { Run } from '@/lib/domain/run'
import type { WireMessage } from '@/lib/wire/types'
import { AnswerBody, type AnswerProps, waitedFor } from './answer-body'
import { errorToShow } from './answer-end'
import { TurnFrame } from './turn-frame'

interface Props extends AnswerProps {
  /** What its run was asked of, while that is not known. */
  model: string
  /** Which answer of its tool loop it is, from 1. */
  step: number
}

/** An answer in the thread, with who gave it in the margin. */
export const AssistantTurn = memo(function AssistantTurn({ model, step, ...answer }: Props) {
  const { message, run } = answer
  const live = useLiveRun(message.runId)
  const shown = live?.run ?? run
  const content = live?.fold.message ?? run?.message ?? null
  return (
    <TurnFrame
      name={modelLabel(shown?.model ?? model)}
      at={message.createdAt}
      nameClass={firstLineClass(shown, content)}
      step={step === 1 ? null : { index: step, max: shown?.settings?.loop.maxSteps ?? step }}
    >
      <AnswerBody {...answer} />
    </TurnFrame>
  )
})

/** How high the first line is, by what it is; a thinking line and a line of figures are 28 high. */
const FIRST_LINE: ReadonlyMap<string, string> = new Map([
  ['text', 'pt-0.5'],
  ['thinking', 'pt-1'],
])

/** The name stands beside the first line of what is shown. */
function firstLineClass(run: Run | undefined, message: WireMessage | null): string {
  const type = message?.content[0]?.type
  if (run !== undefined && run.retries.length > 0 && waitedFor(run) === null) return ''
  if (type !== undefined) return FIRST_LINE.get(type) ?? 'pt-2'
  const isNote = run !== undefined && (waitedFor(run) !== null || errorToShow(run) !== null)
  return isNote ? 'pt-3' : 'pt-1'
}
