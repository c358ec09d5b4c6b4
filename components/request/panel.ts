import type { ChatSettings } from '@/lib/domain/conversation'
import type { ModelFacts } from '@/lib/domain/model-facts'
import type { ModelInfo } from '@/lib/domain/models'

/** What every control of the panel reads, and the one way in which it changes something. */
export interface Panel {
  /** As far as the model takes them: `maxTokens` is no more than it writes. */
  settings: ChatSettings
  /** What was asked for of `maxTokens`. */
  wantedTokens: number
  /** Of the chosen model. */
  facts: ModelFacts
  /** Of the chosen upstream; empty while they load. */
  models: readonly ModelInfo[]
  change(patch: Partial<ChatSettings>): void
}
