import 'server-only'
import type { Run } from '@/lib/domain/run'
import { askedAgain } from '@/lib/domain/sweeps/ask-again'
import { type Due, type Next, nextToBegin } from '@/lib/domain/sweeps/next'
import type { Cell, ChangeSweep, Sweep } from '@/lib/domain/sweeps/sweep'
import { hasRoomForBegun } from '@/lib/domain/sweeps/taken-up'
import { isApiError } from '@/lib/wire/errors'
import { createLine } from '../disk/in-turn'
import type { Limits } from '../limits/limits'
import type { Log } from '../log'
import type { Runs } from '../runs/runs'
import { type Db, OWNER } from '../store/schema'
import { findSweep, listLeftSweeps } from '../store/sweeps'
import type { ToolLoop } from '../tools/loop'
import type { NextStep } from '../tools/loop-turn'
import type { Upstreams } from '../upstream/table'
import { standAfter } from './after-act'
import { Alarm } from './alarm'
import { earliest } from './earliest'
import { endCell, unbegunCell, unsentCell } from './end-of-cell'
import { type CellLook, lookAfter } from './look-at-cell'
import { isUnsent, lookAtFailedStart } from './look-at-failed-start'
import { noSweep } from './no-sweep'
import { type Active, activeOf, countEnd, isCapReached, standingOf } from './standing'
import { begunCell, isRemoved, startOfCell } from './start-of-cell'
import { stopCell, stopCells } from './stop-cell'
import { SweepKeeper } from './sweep-keeper'
import { Tasks } from './tasks'
import { type CellFlight, UnderWay } from './under-way'

interface Places {
  db: Db
  runs: Runs
  loop: ToolLoop
  limits: Limits
  upstreams: Upstreams
  log: Log
}

/** How soon to look again where something could not be stored, ms. */
const TROUBLE_LOOK = 5000

/**
 * The sweeps of all comparisons: begins their runs as limits and caps allow, and notes how they end. It is
 * the server's, so a sweep goes on when the tab closes; after a restart it waits until somebody resumes it.
 */
export class Sweeps {
  readonly #places: Places
  readonly #underWay: UnderWay
  readonly #keeper: SweepKeeper
  readonly #active = new Map<string, Active>()
  readonly #tasks: Tasks
  readonly #loads = createLine()
  readonly #again = new Alarm(() => this.#onAlarm())
  readonly #retry = new Alarm(() => this.#tasks.track(this.recover()))
  #isPlanning = false
  #isDue = false
  #isClosing = false

  constructor(places: Places) {
    this.#places = places
    this.#tasks = new Tasks((err) => places.log.error({ err }, 'a sweep failed'))
    this.#underWay = new UnderWay(places)
    this.#keeper = new SweepKeeper(places.db, (id) => places.runs.live.changed(OWNER, id))
  }

  /** Takes up a sweep that was just stored. */
  begin(sweep: Sweep): void {
    if (!this.#active.has(sweep.id)) this.#take(sweep)
    this.wake()
  }

  /** Pauses, resumes, stops, or asks again what has failed. Throws 404, and 409 where it is over. */
  async act(comparisonId: string, id: string, change: ChangeSweep): Promise<void> {
    const active = this.#active.get(id) ?? (await this.#load(id))
    const { sweep, streaks, inTurn } = active
    if (sweep.comparisonId !== comparisonId) throw noSweep(id)
    // While it was loaded it could have been let go of again.
    this.#active.set(id, active)
    active.changes += 1
    const set = async () => {
      const stand = standAfter(sweep, change)
      if (stand?.state === 'running') streaks.clear()
      const again = change.act === 'again' ? askedAgain(sweep.cells) : []
      if (stand !== null) await this.#keeper.set(sweep, stand, again)
    }
    await inTurn(set).finally(() => {
      active.changes -= 1
    })
    const stopped = change.act === 'stop' ? this.#underWay.live(sweep) : []
    await stopCells(this.#places, stopped).finally(() => this.wake())
  }

  /** Until when a limit lets a running sweep begin nothing; null where none does. */
  waitOf(id: string): number | null {
    return this.#active.get(id)?.waitsUntil ?? null
  }

  /** Pauses whatever goes on in a comparison: it was deleted, which can be undone. */
  async pauseIn(comparisonId: string): Promise<void> {
    for (const active of this.#active.values())
      if (active.sweep.comparisonId === comparisonId) await this.#keeper.pause(active, 'person')
  }

  /** Whether another step of a tool loop may be asked: what a sweep begins keeps its cap. */
  mayGoOn(run: Run, next: NextStep): boolean {
    return this.#underWay.mayGoOn(run, next)
  }

  /** Hears of every run whose end is stored. */
  runEnded(run: Run): void {
    if (this.#isClosing) return
    for (const flight of this.#underWay.waitingFor(run)) this.#tasks.track(this.#look(flight, run))
  }

  /** Looks whether something may begin: something has ended, or is newly known. */
  wake(): void {
    this.#isDue = true
    if (this.#isPlanning || this.#isClosing || this.#active.size === 0) return
    this.#isPlanning = true
    this.#tasks.track(this.#planAll())
  }

  /** At the start: takes up what a process that went left. What the store refuses is tried again. */
  async recover(): Promise<void> {
    const { db, log } = this.#places
    try {
      const left = await listLeftSweeps(db, OWNER)
      const taken = await Promise.allSettled(left.map((id) => this.#load(id)))
      for (const one of taken) if (one.status === 'rejected') throw one.reason
    } catch (err) {
      log.error({ err }, 'not all sweeps could be taken up')
      if (!this.#isClosing) this.#retry.set(Date.now() + TROUBLE_LOOK)
    }
    this.wake()
  }

  /** Begins nothing new; what is under way is found at the next start. */
  async close(): Promise<void> {
    this.#isClosing = true
    this.#keeper.close()
    for (const alarm of [this.#again, this.#retry]) alarm.set(null)
    await this.#tasks.ended()
  }

  /** Takes a sweep up: where a process that went left it running it is paused, and what was begun is looked at. */
  #load(id: string): Promise<Active> {
    return this.#loads(async () => {
      // Another call may have been faster.
      const known = this.#active.get(id)
      if (known !== undefined) return known
      const sweep = await findSweep(this.#places.db, OWNER, id)
      if (sweep === undefined) throw noSweep(id)
      if (sweep.state === 'running')
        await this.#keeper.set(sweep, { state: 'paused', pausedBy: 'restart' })
      const isPastCap = !hasRoomForBegun(sweep)
      for (const cell of sweep.cells)
        if (cell.state === 'begun') await this.#recover(sweep, cell, isPastCap)
      return this.#take(sweep)
    })
  }

  #take(sweep: Sweep): Active {
    const active = activeOf(sweep)
    this.#active.set(sweep.id, active)
    return active
  }

  async #recover(sweep: Sweep, cell: Cell, isPastCap: boolean): Promise<void> {
    const flight = this.#underWay.flightOf(sweep, cell)
    if (flight === null) return
    Object.assign(flight, { isLeft: true, isPastCap })
    this.#underWay.add(flight)
    await this.#tasks.track(this.#look(flight, null))
  }

  async #planAll(): Promise<void> {
    let at: number | null = null
    try {
      while (this.#isDue && !this.#isClosing) {
        this.#isDue = false
        at = null
        for (const active of [...this.#active.values()]) at = earliest(at, await this.#plan(active))
      }
    } catch (err) {
      this.#places.log.error({ err }, 'a sweep could not go on')
      at = Date.now() + TROUBLE_LOOK
    } finally {
      this.#isPlanning = false
    }
    this.#lookAgain(at)
    if (this.#isDue) this.wake()
  }

  /** Begins what may begin; answers when to look again. */
  async #plan(active: Active): Promise<number | null> {
    const { sweep } = active
    while (sweep.state === 'running' && !this.#isClosing) {
      const next = await active.inTurn(() => this.#decide(active))
      const until = next?.kind === 'wait' ? next.at : null
      if (active.waitsUntil !== until) this.#keeper.tell(sweep)
      active.waitsUntil = until
      if (next?.kind === 'wait') return until
    }
    const isBusy = active.changes > 0 || this.#underWay.live(sweep).length > 0
    if (sweep.state !== 'running' && !isBusy) this.#active.delete(sweep.id)
    return null
  }

  /** Does what a running sweep does next, and answers it; null where it runs no more. */
  async #decide(active: Active): Promise<Next | null> {
    const { sweep } = active
    if (sweep.state !== 'running') return null
    const underWay = this.#underWay
    const next = nextToBegin(standingOf(active, underWay), underWay.room(), Date.now())
    if (next.kind === 'pause') await this.#keeper.set(sweep, { state: 'paused', pausedBy: next.by })
    if (next.kind === 'done') await this.#keeper.set(sweep, { state: 'done' })
    if (next.kind === 'begin') await this.#begin(sweep, next.due)
    return next
  }

  /** It takes its room at once, whatever is read and stored before it starts. */
  async #begin(sweep: Sweep, { index }: Due): Promise<void> {
    const before = sweep.cells[index]
    if (before === undefined) return
    const cell = begunCell(before)
    const flight = this.#underWay.flightOf(sweep, cell)
    if (flight === null) return
    this.#underWay.add(flight)
    let isGone = true
    try {
      isGone = await isRemoved(this.#places.db, sweep, before)
      await this.#keeper.put(sweep, isGone ? { ...before, state: 'stopped' } : cell)
    } catch (err) {
      this.#underWay.drop(flight)
      throw err
    }
    if (isGone) return this.#underWay.drop(flight)
    // What goes before it, such as a file to a slow upstream, holds up no other group.
    const start = () =>
      this.#start(flight, before).finally(() => {
        flight.isStartOver = true
        this.wake()
      })
    this.#tasks.track(this.#underWay.inTurn(flight, start))
  }

  async #start(flight: CellFlight, before: Cell): Promise<void> {
    const { db, runs } = this.#places
    // It may be paused, and go on before anything more is read.
    let wasWanted = true
    const isWanted = () => {
      wasWanted = flight.sweep.state === 'running'
      return wasWanted
    }
    if (!isWanted()) return this.#land(flight, before)
    if (this.#isClosing) return
    try {
      const { started } = await runs.start(OWNER, await startOfCell(db, flight), { isWanted })
      flight.run = started.run
    } catch (err) {
      if (this.#isClosing) return
      const isWhy = wasWanted && isWanted()
      await this.#notBegun(flight, before, isWhy ? err : null).catch((trouble: unknown) => {
        flight.isLooping = true
        throw trouble
      })
    }
    if (flight.sweep.state === 'stopped') await stopCell(this.#places, flight)
  }

  /** `err`: why a cell has not begun; null where its sweep did not run any more. */
  async #notBegun(flight: CellFlight, before: Cell, err: unknown) {
    const { db, log } = this.#places
    const found = await lookAtFailedStart(db, flight)
    if (found.kind === 'begun') {
      log.error({ err }, 'a run of a sweep began with trouble')
      flight.run = found.run
      return
    }
    const isGone = found.kind === 'gone'
    if (err !== null && !isGone && !isApiError(err))
      log.error({ err }, 'a run of a sweep could not begin')
    const after = err === null || isGone ? before : unbegunCell(before, err)
    await this.#land(flight, after)
    const active = this.#active.get(flight.sweep.id)
    if (isGone && active !== undefined) await this.#keeper.pause(active, 'person')
    countEnd(active, after)
  }

  /** Looks whether the answer of a cell is over. */
  async #look(flight: CellFlight, run: Run | null): Promise<void> {
    this.#underWay.beginLook(flight)
    try {
      const isNotThere = await isUnsent(this.#places.db, flight)
      const look = await lookAfter(this.#places, flight, run)
      // Two may have looked at once.
      if (flight.endedAt !== null || flight.isLanding) return
      if (isNotThere) await this.#land(flight, unsentCell(flight.cell))
      else if (look.isOver) await this.#end(flight, look)
      else {
        flight.isLeft = false
        this.#underWay.note(flight, look.runs)
        if (flight.sweep.state === 'stopped') await stopCell(this.#places, flight)
      }
    } finally {
      this.#underWay.endLook(flight, Date.now())
      this.wake()
    }
  }

  async #end(flight: CellFlight, look: CellLook): Promise<void> {
    const { sweep, cell } = flight
    const { prices } = this.#places.runs
    const { isLeft, isPastCap } = flight
    const ended = endCell(cell, { ...look, isRestart: isLeft, isPastCap }, sweep, prices)
    for (const run of look.runs) this.#underWay.hear(flight, run)
    const active = this.#active.get(sweep.id)
    const paused = active && isCapReached(sweep, ended) && this.#keeper.pause(active, 'cap')
    await Promise.all([paused, this.#land(flight, ended)])
    countEnd(active, ended)
  }

  /** Until the store has its end it is under way, and holds its part of the cap; else it is looked at again. */
  async #land(flight: CellFlight, cell: Cell): Promise<void> {
    flight.isLanding = true
    try {
      await this.#keeper.put(flight.sweep, cell)
      this.#underWay.end(flight)
    } catch (err) {
      flight.isLooping = true
      this.wake()
      throw err
    } finally {
      flight.isLanding = false
    }
  }

  /** Not everything that one waits for tells of itself. */
  #lookAgain(planned: number | null): void {
    if (!this.#isClosing) this.#again.set(earliest(planned, this.#underWay.lookAt(Date.now())))
  }

  #onAlarm(): void {
    for (const flight of this.#underWay.dueAt(Date.now()))
      this.#tasks.track(this.#look(flight, null))
    this.wake()
  }
}
