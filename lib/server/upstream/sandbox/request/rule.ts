import 'server-only'
import type { ApiVersion } from '@/lib/domain/chat-settings'
import type { ModelRow } from '@/lib/domain/models-row'
import type { AnyBody } from './schema'

/** A request of the right shape, and whom it asks. */
export interface Asked<Body extends AnyBody = AnyBody> {
  body: Body
  model: ModelRow
  version: ApiVersion
  betas: ReadonlySet<string>
  /** Refuses what it does not know. */
  isStrict: boolean
}

/** A complaint in the API's words, or null. */
export type Rule = (asked: Asked) => string | null
