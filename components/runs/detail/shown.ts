import type { RawRun } from '@/lib/domain/raw-run'
import type { Run } from '@/lib/domain/run'
import type { StreamEvent } from '@/lib/domain/timeline/read-events'

export type Tab = 'timeline' | 'request' | 'response' | 'headers' | 'usage' | 'code'
export const TABS: readonly Tab[] = ['timeline', 'request', 'response', 'headers', 'usage', 'code']

/** What every tab shows a part of. */
export interface Shown {
  run: Run
  /** As it went over the wire. */
  raw: RawRun
  events: readonly StreamEvent[]
  onTab: (tab: Tab) => void
}
