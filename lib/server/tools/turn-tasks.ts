import 'server-only'
import type { Log } from '../log'

/** The turn that something is under way for. */
interface Place {
  conversationId: string | null
  messageId: string | null
}

/** What is under way for turns, each until it has ended, and the turn that it is under way for. */
export class TurnTasks {
  readonly #log: Log
  readonly #tasks = new Map<Promise<void>, Place>()
  readonly #givenUp = new Set<string | null>()

  constructor(log: Log) {
    this.#log = log
  }

  get size(): number {
    return this.#tasks.size
  }

  /** The turns that something is under way for, of one conversation or of all. */
  turns(conversationId: string | null = null): ReadonlySet<string | null> {
    const places = [...this.#tasks.values()].filter(
      (place) => conversationId === null || place.conversationId === conversationId,
    )
    return new Set(places.map(({ messageId }) => messageId))
  }

  /** Takes a task in; resolves when it has ended or failed. */
  track({ conversationId, messageId }: Place, work: Promise<void>): Promise<void> {
    const task = work
      .catch((err: unknown) => this.#log.error({ err }, 'a tool loop failed'))
      .finally(() => {
        this.#tasks.delete(task)
        if (!this.turns().has(messageId)) this.#givenUp.delete(messageId)
      })
    this.#tasks.set(task, { conversationId, messageId })
    return task
  }

  /** Nothing more shall begin of what is under way for these turns, or will be in a moment. */
  giveUp(turns: Iterable<string | null>): void {
    for (const turn of turns) this.#givenUp.add(turn)
  }

  /** Somebody wants a turn to go on after all. */
  wantAgain(turn: string): void {
    this.#givenUp.delete(turn)
  }

  isGivenUp(turn: string | null): boolean {
    return this.#givenUp.has(turn)
  }

  /** Resolves when all that is under way now has ended. */
  async ended(): Promise<void> {
    await Promise.all(this.#tasks.keys())
  }
}
