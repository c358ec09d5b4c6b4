import 'server-only'
import { type Cell, isOverSweep, type PausedBy, type Sweep } from '@/lib/domain/sweeps/sweep'
import { type Db, OWNER } from '../store/schema'
import { setCell, setSweepState } from '../store/sweeps'
import type { Stand } from './after-act'
import type { Active } from './standing'
import { Teller } from './teller'

/** Keeps what becomes of sweeps: memory says nothing that the store has not taken, and every change is told. */
export class SweepKeeper {
  readonly #db: Db
  readonly #teller: Teller

  /** `say` tells the tabs that something of a comparison has changed. */
  constructor(db: Db, say: (comparisonId: string) => void) {
    this.#db = db
    this.#teller = new Teller(say)
  }

  /** Keeps a cell as it is now. */
  async put(sweep: Sweep, cell: Cell): Promise<void> {
    await setCell(this.#db, OWNER, sweep.id, cell)
    sweep.cells[cell.index] = cell
    this.tell(sweep)
  }

  /** Keeps how a sweep stands, and with it some of its cells as they are then. */
  async set(sweep: Sweep, stand: Stand, cells: readonly Cell[] = []): Promise<void> {
    const endedAt = isOverSweep(stand.state) ? Date.now() : null
    const change = { pausedBy: null, ...stand, endedAt }
    await this.#db.transaction().execute(async (tx) => {
      await setSweepState(tx, OWNER, { ...sweep, ...change })
      for (const cell of cells) await setCell(tx, OWNER, sweep.id, cell)
    })
    Object.assign(sweep, change)
    for (const cell of cells) sweep.cells[cell.index] = cell
    this.tell(sweep)
  }

  /** Pauses what runs. */
  pause({ sweep, inTurn }: Active, by: PausedBy): Promise<void> {
    return inTurn(async () => {
      if (sweep.state === 'running') await this.set(sweep, { state: 'paused', pausedBy: by })
    })
  }

  /** Something of it is new that is not kept, such as until when it waits. */
  tell({ comparisonId }: Sweep): void {
    this.#teller.tell(comparisonId)
  }

  close(): void {
    this.#teller.close()
  }
}
