import 'server-only'

/** What is under way, each until it has ended or failed. */
export class Tasks {
  readonly #onFailure: (err: unknown) => void
  readonly #tasks = new Set<Promise<void>>()

  constructor(onFailure: (err: unknown) => void) {
    this.#onFailure = onFailure
  }

  /** Takes a task in; resolves when it has ended or failed. */
  track(work: Promise<void>): Promise<void> {
    const task = work.catch(this.#onFailure).finally(() => this.#tasks.delete(task))
    this.#tasks.add(task)
    return task
  }

  /** Resolves when nothing is under way any more, that which begins meanwhile included. */
  async ended(): Promise<void> {
    while (this.#tasks.size > 0) await Promise.all(this.#tasks)
  }
}
