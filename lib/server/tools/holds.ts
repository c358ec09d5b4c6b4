import 'server-only'
import type { ToolCall } from '@/lib/domain/tools/call'

/** A call that is about to run, or runs. */
export interface Hold {
  key: string
  abort: AbortController
}

type Place = Pick<ToolCall, 'messageId' | 'id'>

/** What stops calls, from before anybody can see that they run. */
export class Holds {
  readonly #held = new Set<Hold>()

  take(call: Place): Hold {
    const hold = { key: keyOf(call), abort: new AbortController() }
    this.#held.add(hold)
    return hold
  }

  release(hold: Hold): void {
    this.#held.delete(hold)
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
