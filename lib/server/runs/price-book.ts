import 'server-only'
import { billOf } from '@/lib/domain/cost'
import type { Prices } from '@/lib/domain/prices'
import type { Run } from '@/lib/domain/run'

/** The owner's own prices, in memory: each run's end is priced by them. */
export class PriceBook {
  #own: Prices
  #last: Promise<void> = Promise.resolve()

  constructor(own: Prices = {}) {
    this.#own = own
  }

  get own(): Prices {
    return this.#own
  }

  set(own: Prices): void {
    this.#own = own
  }

  /** Does what follows from new prices when what followed from older ones is done. */
  queue(task: () => Promise<void>): Promise<void> {
    const done = this.#last.then(task)
    this.#last = done.catch(() => {})
    return done
  }

  /** What is to be paid for a run; null while it is live and where it cannot be told. */
  billOf(run: Run): number | null {
    return billOf(run, this.#own)
  }
}
