import type { ReactNode } from 'react'
import { setDraft } from '@/lib/client/stores/drafts'
import { useIsLive } from '@/lib/client/stores/live-runs'
import { useLoop } from '@/lib/client/use-loop'
import type { Outgoing } from '@/lib/client/use-outgoing'
import { usePreflight } from '@/lib/client/use-preflight'
import type { ChatSettings } from '@/lib/domain/conversation'
import { Findings } from './findings'

export interface LookedAtProps {
  conversationId: string | null
  settings: ChatSettings
  outgoing: Outgoing
  /** Draws what is below the findings; `inputTokens` is null until they are counted. */
  draw: (inputTokens: number | null, isCounting: boolean) => ReactNode
}

/** The request that sending would make, looked at before it is sent. */
export function LookedAt({ conversationId, settings, outgoing, draw }: LookedAtProps) {
  const isLive = useIsLive(conversationId)
  const isWanted = outgoing.upstream !== null && !isLive
  const { findings, inputTokens, isCounting } = usePreflight(outgoing, settings, isWanted)
  // What a loop goes on with is settled, so that nothing of it can be put right here.
  const { isLocked } = useLoop(conversationId)
  const change = isLocked
    ? null
    : (patch: Partial<ChatSettings>) =>
        setDraft(conversationId, { settings: { ...settings, ...patch } })
  return (
    <>
      <Findings findings={findings} settings={settings} change={change} />
      {draw(inputTokens, isCounting)}
    </>
  )
}
