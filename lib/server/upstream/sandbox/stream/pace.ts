import 'server-only'
import { setImmediate } from 'node:timers/promises'
import { sleep, throwIfAborted } from '../../abort'

/** Tokens are let out in ticks, several at a time: one timer per tick and stream, not per token. */
const TICK_MS = 50
/** Tokens of one frame of an unpaced stream. */
const UNPACED_TOKENS = 8
/** Frames of an unpaced stream before others get a turn. */
const UNPACED_FRAMES = 32

/** Lets tokens out at a rate. */
export interface Pace {
  /** Waits until tokens are due and says how many, at least 1 and at most `most`. */
  next(most: number): Promise<number>
  /** Waits; null means until the caller goes. */
  pause(seconds: number | null): Promise<void>
}

/** A pace of `tps` tokens per second (0 = as fast as the sink takes them), which ends with the caller. */
export function createPace(tps: number, signal: AbortSignal): Pace {
  return tps === 0 ? unpaced(signal) : paced(tps, signal)
}

function unpaced(signal: AbortSignal): Pace {
  let frames = 0
  return {
    async next(most) {
      if (++frames % UNPACED_FRAMES === 0) await setImmediate()
      throwIfAborted(signal)
      return Math.min(most, UNPACED_TOKENS)
    },
    pause: (seconds) => sleep(inMs(seconds), signal),
  }
}

function paced(tps: number, signal: AbortSignal): Pace {
  let start = performance.now()
  let given = 0
  // The first token is due at once.
  const due = () => 1 + Math.floor(((performance.now() - start) * tps) / 1000) - given
  return {
    async next(most) {
      throwIfAborted(signal)
      let count = due()
      while (count < 1) {
        const untilNext = start + (given * 1000) / tps - performance.now()
        await sleep(Math.max(TICK_MS, untilNext), signal)
        count = due()
      }
      count = Math.min(most, count)
      given += count
      return count
    },
    async pause(seconds) {
      const before = performance.now()
      await sleep(inMs(seconds), signal)
      start += performance.now() - before
    },
  }
}

const inMs = (seconds: number | null) => (seconds === null ? null : seconds * 1000)
