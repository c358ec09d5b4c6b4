import type { ChatSettings } from '@/lib/domain/conversation'
import type { ModelInfo } from '@/lib/domain/models'
import { LoopFields } from './loop-fields'
import { ToolChoice } from './tool-choice'

interface Props {
  settings: ChatSettings
  models: readonly ModelInfo[]
  isLocked: boolean
  change: (patch: Partial<ChatSettings>) => void
}

/** What holds for all tools of a request: whether one must be called, and what becomes of the calls. */
export function ToolTerms(props: Props) {
  return (
    <fieldset disabled={props.isLocked} className="flex flex-col gap-1 pt-1">
      <ToolChoice {...props} />
      <LoopFields {...props} />
    </fieldset>
  )
}
