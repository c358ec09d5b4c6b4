import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { hasEnded, type Run, type RunStatus } from '@/lib/domain/run'
import { advance } from '@/lib/domain/timing'
import { EMPTY_FOLD, type Fold, fold } from '@/lib/wire/accumulate'
import type { WireEvent } from '@/lib/wire/types'
import { createPace } from './drawing-pace'

/** A run that is arriving. */
export interface LiveRun {
  /** Its `timing` goes on with the frames. */
  run: Run
  fold: Fold
  /** Events folded so far; what the live connection goes on from. */
  seq: number
  /** `Date.now()` here when anything of it last arrived; for "no event for n s". */
  heardAt: number
  /** When its request left the server, by this tab's clock; null until a frame has told. */
  leftAt: number | null
}

interface Frame {
  seq: number
  /** Milliseconds since the request left. */
  at: number
  /** Null for one that carries nothing to fold; it is counted all the same. */
  event: WireEvent | null
}

const store = create<Record<string, LiveRun>>()(() => ({}))
/** Frames that wait for the next animation frame, in order, by run. */
const waiting = new Map<string, Frame[]>()
/** Eight columns drawn in one frame would take the time of several, and keys would wait for it: they take turns. */
const RUNS_PER_FRAME = 2
/** Between two keys there is time for a frame or two. */
const RUNS_PER_FRAME_TYPING = 4
const drawSoon = createPace({
  draw: (isTyping) => foldWaiting(isTyping ? RUNS_PER_FRAME_TYPING : RUNS_PER_FRAME),
  isWaiting: () => waiting.size > 0,
})

/** One arriving run; undefined when there is none of that id. */
export function useLiveRun(runId: string | null): LiveRun | undefined {
  return store((runs) => (runId === null ? undefined : runs[runId]))
}

/** True while a run of this conversation is arriving in this tab. */
export function useIsLive(conversationId: string | null): boolean {
  return store((runs) => findLive(runs, conversationId) !== undefined)
}

/** Those of these conversations in which an answer is arriving in this tab. */
export function useLiveConversations(ids: readonly string[]): string[] {
  return store(useShallow((runs) => ids.filter((id) => findLive(runs, id) !== undefined)))
}

/** The same, outside of rendering. */
export function isLive(conversationId: string | null): boolean {
  return findLive(store.getState(), conversationId) !== undefined
}

/** When something of a run last arrived (ms since the epoch), in steps: what hangs on it is not drawn with each token. */
export function useHeardStep(runId: string, stepMs: number): number {
  return store((runs) => Math.floor((runs[runId]?.heardAt ?? 0) / stepMs) * stepMs)
}

/** How far an arriving run is; undefined when there is none of that id. */
export function useLiveStatus(runId: string | null): RunStatus | undefined {
  return store((runs) => (runId === null ? undefined : runs[runId]?.run.status))
}

function findLive(runs: Record<string, LiveRun>, conversationId: string | null) {
  if (conversationId === null) return undefined
  return Object.values(runs).find(
    ({ run }) => run.conversationId === conversationId && !hasEnded(run.status),
  )
}

/** The arriving runs now, outside of rendering. */
export function getLiveRuns(): Readonly<Record<string, LiveRun>> {
  return store.getState()
}

/** Calls back when the set of arriving runs or their state changes. Returns the way to end it. */
export const subscribeLiveRuns = store.subscribe

/** Takes a run in, at its beginning: nothing of it folded yet. Known runs stay as they are. */
export function addLiveRun(run: Run): void {
  if (store.getState()[run.id] !== undefined || hasEnded(run.status)) return
  store.setState({ [run.id]: { run, fold: EMPTY_FOLD, seq: 0, heardAt: Date.now(), leftAt: null } })
}

/** Puts the state so far in place of whatever was known. */
export function putSnapshot(run: Run, state: Fold, seq: number): void {
  waiting.delete(run.id)
  const known = store.getState()[run.id]
  // A connection that is made anew tells again what it had told: that breaks no silence.
  const isNews = known?.seq !== seq || known.run.retries.length !== run.retries.length
  const heardAt = isNews ? Date.now() : known.heardAt
  store.setState({ [run.id]: { run, fold: state, seq, heardAt, leftAt: null } })
}

/** Puts a run's new state beside what was folded. */
export function putLiveRun(run: Run): void {
  const live = store.getState()[run.id]
  if (live !== undefined) store.setState({ [run.id]: { ...live, run, heardAt: Date.now() } })
}

/** Lets a run go, once it is saved in the cache. */
export function dropLiveRun(runId: string): void {
  waiting.delete(runId)
  store.setState(({ [runId]: _gone, ...rest }) => rest, true)
}

/** The events of a run received so far, those that still wait included. */
export function cursorOf(runId: string): number {
  return waiting.get(runId)?.at(-1)?.seq ?? store.getState()[runId]?.seq ?? 0
}

/**
 * Takes the next event of a run; it is folded with all others of that moment, at most once per
 * animation frame. One seen before is left out; after a gap nothing is taken.
 */
export function takeFrame(runId: string, frame: Frame): 'taken' | 'seen' | 'gap' {
  const { seq } = frame
  if (store.getState()[runId] === undefined) return 'seen'
  const cursor = cursorOf(runId)
  if (seq <= cursor) return 'seen'
  if (seq !== cursor + 1) return 'gap'
  const frames = waiting.get(runId)
  if (frames === undefined) waiting.set(runId, [frame])
  else frames.push(frame)
  drawSoon()
  return 'taken'
}

/** Folds what waits, now: of all runs, or of so many that have waited longest. */
export function foldWaiting(most = Number.POSITIVE_INFINITY): void {
  const changed: Record<string, LiveRun> = {}
  for (const [runId, frames] of waiting) {
    if (Object.keys(changed).length >= most) break
    waiting.delete(runId)
    const live = store.getState()[runId]
    if (live === undefined) continue
    changed[runId] = frames.reduce(foldFrame, { ...live, heardAt: Date.now() })
  }
  store.setState(changed)
}

function foldFrame(live: LiveRun, { seq, at, event }: Frame): LiveRun {
  if (event === null) return { ...live, seq }
  const timing = advance(live.run.timing, event, at)
  const run = timing === live.run.timing ? live.run : { ...live.run, timing }
  // The least delayed frame tells best.
  const leftAt = Math.min(live.leftAt ?? Number.POSITIVE_INFINITY, live.heardAt - at)
  return { ...live, seq, run, leftAt, fold: fold(live.fold, event) }
}
