import 'server-only'
import type { Log } from '../log'

/** What is under way for turns, each until it has ended, and the turn that it is under way for. */
export class TurnTasks {
  readonly #log: Log
  readonly #tasks = new Map<Promise<void>, string | null>()

  constructor(log: Log) {
    this.#log = log
  }

  get size(): number {
    return this.#tasks.size
  }

  /** The turns that something is under way for. */
  turns(): ReadonlySet<string | null> {
    return new Set(this.#tasks.values())
  }

  /** Takes a task in; resolves when it has ended or failed. */
  track(messageId: string | null, work: Promise<void>): Promise<void> {
    const task = work
      .catch((err: unknown) => this.#log.error({ err }, 'a tool loop failed'))
      .finally(() => this.#tasks.delete(task))
    this.#tasks.set(task, messageId)
    return task
  }

  /** Resolves when all that is under way now has ended. */
  async ended(): Promise<void> {
    await Promise.all(this.#tasks.keys())
  }
}
