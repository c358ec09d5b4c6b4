import { useEffect, useRef, useState } from 'react'
import type { Run, RunTiming } from '@/lib/domain/run'
import type { StreamEvent } from '@/lib/domain/timeline/read-events'
import { advance, NO_TIMING } from '@/lib/domain/timing'
import { EMPTY_FOLD, type Fold, fold } from '@/lib/wire/accumulate'
import { readWireEvent } from '@/lib/wire/sse'

interface Replayed {
  /** How far the recording has come, ms since the request left. */
  elapsed: number
  fold: Fold
  timing: RunTiming
  /** Events folded so far. */
  count: number
}

const START: Replayed = { elapsed: 0, fold: EMPTY_FOLD, timing: NO_TIMING, count: 0 }

/** Plays the recorded events of a run through the fold that live ones go through, in their own time. */
export function useReplay(run: Run, events: readonly StreamEvent[], speed: number) {
  const end = Math.max(run.timing.total ?? 0, events.at(-1)?.at ?? 0)
  const [state, setState] = useState(START)
  const [isPlaying, setPlaying] = useState(true)
  const isOver = state.elapsed >= end
  const last = useRef<number | null>(null)
  useEffect(() => {
    if (!isPlaying || isOver) return
    last.current = null
    let frame = requestAnimationFrame(function step(now) {
      const passed = last.current === null ? 0 : now - last.current
      last.current = now
      setState((before) =>
        advanceTo(before, events, Math.min(end, before.elapsed + passed * speed)),
      )
      frame = requestAnimationFrame(step)
    })
    return () => cancelAnimationFrame(frame)
  }, [isPlaying, isOver, events, end, speed])
  return {
    ...state,
    end,
    isPlaying: isPlaying && !isOver,
    isOver,
    toggle: () => setPlaying(!isPlaying),
    restart: () => {
      setState(START)
      setPlaying(true)
    },
  }
}

function advanceTo(from: Replayed, events: readonly StreamEvent[], elapsed: number): Replayed {
  let { fold: state, timing, count } = from
  for (let event = events[count]; event !== undefined; event = events[count]) {
    const at = event.at ?? 0
    if (at > elapsed) break
    const wire = readWireEvent({ event: event.name, data: event.data })
    if (wire !== null) {
      state = fold(state, wire)
      timing = advance(timing, wire, at)
    }
    count += 1
  }
  return { elapsed, fold: state, timing, count }
}
