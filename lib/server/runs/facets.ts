import 'server-only'
import type { Run } from '@/lib/domain/run'
import type { RunFacets } from '@/lib/domain/run-list'
import { MOST_VALUES, readFacets } from '../store/run-list'
import type { Db } from '../store/schema'

/** What the filters of the list can ask for: walked through once, then kept with each run. */
export class Facets {
  readonly #db: Db
  readonly #known = new Map<string, Promise<RunFacets>>()

  constructor(db: Db) {
    this.#db = db
  }

  read(owner: string): Promise<RunFacets> {
    const known = this.#known.get(owner)
    if (known !== undefined) return known
    const read = readFacets(this.#db, owner)
    this.#known.set(owner, read)
    read.catch(() => this.#known.delete(owner))
    return read
  }

  /** A run has begun or ended. */
  note(owner: string, run: Run): void {
    const known = this.#known.get(owner)
    if (known === undefined) return
    const failed = run.httpStatus !== null && run.httpStatus >= 400 ? run.httpStatus : null
    const add = (facets: RunFacets): RunFacets => ({
      sources: withValue(facets.sources, run.source),
      clients: withValue(facets.clients, run.client),
      keys: withValue(facets.keys, run.keyId),
      models: withValue(facets.models, run.model),
      upstreams: withValue(facets.upstreams, run.upstream),
      statuses: withValue(facets.statuses, failed),
    })
    const next = known.then(add)
    this.#known.set(owner, next)
    // Whoever reads it hears of a failure.
    next.catch(() => {})
  }
}

/** The values with one more, while a menu can have more. */
export function withValue<T extends string | number>(values: T[], value: T | null): T[] {
  if (value === null || value === '' || values.includes(value)) return values
  return values.length < MOST_VALUES ? [...values, value].sort() : values
}
