import 'server-only'
import type { LiveEvent } from '@/lib/domain/live'
import { compareRuns, type RunSummary } from '@/lib/domain/run-list'

/** A change of state is told this soon, ms: a few notices a second at most, however many runs there are. */
const SOON = 250
/** That an answer has grown is told this soon, ms. */
const LATER = 1000
/** Rows in one notice. A list shows no more at once; the rest comes with its pages. */
const MOST = 50

interface Change {
  owner: string
  run: Pick<RunSummary, 'id' | 'createdAt'>
  read: () => RunSummary
}

interface Reader {
  owner: string
  send(event: LiveEvent): void
}

/** Tells the tabs that show the list of runs what has begun, changed or ended. Nobody listens: nothing is done. */
export class Feed {
  readonly #readers = new Set<Reader>()
  readonly #changes = new Map<string, Change>()
  #timer: NodeJS.Timeout | null = null
  #due = 0

  /** Hears of all runs of its owner from now on; answers the way to stop. */
  join(reader: Reader): () => void {
    this.#readers.add(reader)
    return () => {
      this.#readers.delete(reader)
      if (this.#readers.size === 0) this.#changes.clear()
    }
  }

  /** A run has changed; `read` answers its row when it is told. */
  changed(owner: string, run: Change['run'], read: () => RunSummary, isGrowth = false): void {
    if (this.#readers.size === 0) return
    this.#changes.set(run.id, { owner, run, read })
    this.#schedule(isGrowth ? LATER : SOON)
  }

  /** So much has changed that a list is best read again. */
  moved(owner: string): void {
    for (const reader of this.#readers) {
      if (reader.owner === owner) reader.send({ type: 'feed', runs: [], isAll: false })
    }
  }

  #schedule(wait: number): void {
    const due = performance.now() + wait
    if (this.#timer !== null && this.#due <= due) return
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#due = due
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#tell()
    }, wait)
  }

  #tell(): void {
    const changes = [...this.#changes.values()]
    this.#changes.clear()
    for (const owner of new Set(changes.map((change) => change.owner))) {
      const readers = [...this.#readers].filter((reader) => reader.owner === owner)
      if (readers.length === 0) continue
      const theirs = changes.filter((change) => change.owner === owner)
      const newest = theirs.sort((a, b) => compareRuns(a.run, b.run)).slice(0, MOST)
      const runs = newest.map(({ read }) => read())
      const event: LiveEvent = { type: 'feed', runs, isAll: theirs.length <= MOST }
      for (const reader of readers) reader.send(event)
    }
  }
}
