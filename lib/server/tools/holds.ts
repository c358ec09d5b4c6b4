import 'server-only'
import type { ToolCall } from '@/lib/domain/tools/call'

/** A call that is about to run, or runs. */
export interface Hold {
  key: string
  abort: AbortController
  /** What its script has written to its console. */
  console: string[]
}

type Place = Pick<ToolCall, 'messageId' | 'id'>

/** What stops calls, from before anybody can see that they run. */
export class Holds {
  readonly #held = new Set<Hold>()

  take(call: Place): Hold {
    const hold = { key: keyOf(call), abort: new AbortController(), console: [] }
    this.#held.add(hold)
    return hold
  }

  release(hold: Hold): void {
    this.#held.delete(hold)
  }

  /** What the scripts of a call have written so far. */
  consoleOf(call: Place): string[] {
    return [...this.#held].flatMap(({ key, console }) => (key === keyOf(call) ? console : []))
  }

  abort(call: Place): void {
    for (const { key, abort } of this.#held) if (key === keyOf(call)) abort.abort()
  }

  abortAll(): void {
    for (const { abort } of this.#held) abort.abort()
  }
}

function keyOf({ messageId, id }: Place): string {
  return `${messageId} ${id}`
}
