import type { Fold } from '@/lib/wire/accumulate'
import type { LimitGroup } from './limits'
import type { Run } from './run'
import type { RunSummary } from './run-list'
import type { ToolCall } from './tools/call'

/**
 * The one live connection of a tab: `GET /api/live?runs=ID:CURSOR,ID:CURSOR` answers an SSE stream
 * of these, each as `event: <type>` with the object as `data`. A cursor is the number of events of
 * that run already folded (0 or absent asks for a snapshot). To watch another set of runs the tab
 * reconnects with its cursors; nothing is lost or doubled, because frames are numbered. With `feed=1`
 * it also hears of every run of any source, a few times a second at most.
 */
export type LiveEvent =
  /** First on every connection. Another `boot`, or a `changes` count that moved, means: refetch what is cached. */
  | { type: 'hello'; boot: string; changes: number; isUnsaved: boolean }
  /** Whether what arrives is in the server's memory only, because its store takes nothing. */
  | { type: 'saving'; isUnsaved: boolean }
  /** What upstreams' answers told of limits since the last one: the groups that changed, whole. */
  | { type: 'limits'; groups: LimitGroup[] }
  /** A conversation of this owner changed otherwise (title, turns, deletion). */
  | { type: 'changed'; changes: number; conversationId: string }
  /** The settings changed; with the keys of `upstream`, if one is named, so may its models. */
  | { type: 'settings'; changes: number; upstream: string | null }
  /** A screen's run began, perhaps in another tab: its conversation changed by its turns. */
  | { type: 'started'; changes: number; runId: string; conversationId: string }
  /** A run of a conversation ended: by that the conversation changed, and by nothing else. */
  | { type: 'ended'; changes: number; runId: string; conversationId: string }
  /** The state of a watched run so far; `seq` is the cursor to go on from. */
  | { type: 'snapshot'; run: Run; fold: Fold; seq: number }
  /** Upstream event number `seq` (from 1) of a watched run; `data` is the event as it came. */
  | { type: 'frame'; runId: string; seq: number; at: number; data: unknown }
  /** A watched run's state changed without an upstream event (first byte, retry, end). `message` is final once it has ended. */
  | { type: 'run'; run: Run }
  /** Runs of any source that began, changed or ended since the last one; not all of them where they were too many. */
  | { type: 'feed'; runs: RunSummary[]; isAll: boolean }
  /** The calls of one answer's tools, as they are now. */
  | {
      type: 'calls'
      changes: number
      conversationId: string
      messageId: string
      calls: ToolCall[]
    }
  /** A watched run does not exist. */
  | { type: 'unknown'; runId: string }

/** More than any screen shows; a longer list is cut. */
const MAX_WATCHED = 64

/** Reads the `runs` parameter: run ids and the cursors reached, `ID:CURSOR,ID:CURSOR`. */
export function readWatched(text: string): Map<string, number> {
  const pairs = text
    .split(',')
    .filter((part) => part !== '')
    .slice(0, MAX_WATCHED)
    .map((part): [string, number] => {
      const [id = '', cursor = '0'] = part.split(':')
      return [id, /^\d{1,12}$/.test(cursor) ? Number(cursor) : 0]
    })
  return new Map(pairs)
}
