import * as z from 'zod/mini'
import type { MessagesBody } from '@/lib/wire/types'
import type { Facts } from '../comparison/facts'
import { askedSchema, chatSettingsSchema } from '../conversation'
import { idSchema } from '../ids'
import { EFFORT_LEVELS } from '../models-row'
import type { RunError } from '../run'

/** How large a sweep may be: what is more is a slip of the hand, and nobody reads it. */
export const MOST_REPEATS = 100
export const MOST_VARIANTS = 64
export const MOST_CELLS = 1000
/** USD. */
export const HIGHEST_CAP = 100_000

/** `repeat`: more answers in the columns themselves; `grid`: each variant is a conversation of its own. */
export type SweepKind = 'repeat' | 'grid'

export type SweepState = 'running' | 'paused' | 'stopped' | 'done'

/** Who or what has paused it. */
export type PausedBy = 'person' | 'cap' | 'restart' | 'failures' | 'limit'

/** What of the settings tells a variant from the others: what its axes have chosen. Absent = not swept. */
const choiceSchema = z.strictObject({
  upstream: z.optional(z.string()),
  model: z.optional(z.string()),
  effort: z.optional(z.nullable(z.enum(EFFORT_LEVELS))),
  temperature: z.optional(z.nullable(z.number())),
  /** The name of a system prompt: A, B, … */
  system: z.optional(z.string().check(z.maxLength(200))),
})
export type Choice = z.infer<typeof choiceSchema>

const variantSchema = z.strictObject({
  /** A column of the comparison, or of a grid a conversation that is made for it. */
  conversationId: idSchema,
  choice: choiceSchema,
  settings: chatSettingsSchema,
  ...askedSchema.shape,
})
export type Variant = z.infer<typeof variantSchema>

const costSchema = z.nullable(z.number().check(z.gte(0), z.lte(HIGHEST_CAP)))

const asked = {
  variants: z.array(variantSchema).check(z.minLength(1), z.maxLength(MOST_VARIANTS)),
  repeats: z.int().check(z.gte(1), z.lte(MOST_REPEATS)),
}
/** Each column asks its own last question. */
const repeat = { kind: z.literal('repeat'), ...asked }
/** All variants ask the last question of the column `from`. */
const grid = { kind: z.literal('grid'), from: idSchema, ...asked }

/** Body of `POST /api/comparisons/{id}/sweeps/estimate`. */
export const askedSweepSchema = z.discriminatedUnion('kind', [
  z.strictObject(repeat),
  z.strictObject(grid),
])
export type AskedSweep = z.infer<typeof askedSweepSchema>

const started = {
  id: idSchema,
  /** USD that it may cost at most; null only where that is nothing, or not known. */
  cap: costSchema,
}

/** Body of `POST /api/comparisons/{id}/sweeps`; the same id again joins the one that is there. */
export const startSweepSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...repeat, ...started }),
  z.strictObject({ ...grid, ...started }),
])
export type StartSweep = z.infer<typeof startSweepSchema>

/** Another cap from now on. */
const newCap = { cap: z.optional(costSchema) }

/** Body of `PATCH /api/comparisons/{id}/sweeps/{sweepId}`. */
export const changeSweepSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.enum(['pause', 'resume', 'stop']), ...newCap }),
  // What has failed, in a sweep that is done. It names the end that it follows: asked twice, it is asked once.
  z.strictObject({ act: z.literal('again'), endedAt: z.number(), ...newCap }),
])
export type ChangeSweep = z.infer<typeof changeSweepSchema>

/** What of a request changes its price. */
export interface Priced
  extends Pick<MessagesBody, 'model' | 'max_tokens' | 'speed' | 'inference_geo' | 'service_tier'> {
  /** Something of it may be written to the cache. */
  isMarked: boolean
  /** The upstream runs tools for it, which cost by the piece. */
  hasFees: boolean
}

/** About what one run of a variant takes. USD; null where it cannot be told. */
export interface RunEstimate {
  inputTokens: number
  least: number | null
  most: number | null
  /**
   * What `most` was worked out from: so many tokens of prompt at most. Only where something may be paid for;
   * sweeps from before it was kept have none.
   */
  basis?: { longest: number; priced: Priced }
}

/** Where one run of the grid is: `begun` until its answer, tool loop included, has ended. */
export type CellState = 'waiting' | 'begun' | 'done' | 'failed' | 'stopped'

/** One run that was begun for a cell. */
export interface Attempt {
  runId: string
  /** The answer that it writes. */
  messageId: string
  /** What it came to, or could have at most; null until it has ended. */
  spent: { usd: number; isBound: boolean } | null
  /** Why the cell had failed with it; only where it was asked again then. */
  failedAs?: CellProblem | null
}

/** Why a cell has failed: its tools wait for somebody, somebody or its cap stopped it, or what was said of its run. */
export type CellProblem =
  | { kind: 'held' }
  | { kind: 'stopped' }
  /** The cap had no room for the next step of its tool loop. */
  | { kind: 'cap' }
  | { kind: 'error'; error: RunError }
  /** There is none. */
  | { kind: 'unbegun'; message: string }

/** One cell of the grid: one answer of one variant. */
export interface Cell {
  /** Its place in the order in which they are begun. */
  index: number
  /** Index of its variant. */
  variant: number
  /** From 0. */
  repeat: number
  state: CellState
  /** The last one counts; those before it were interrupted, turned away by a rate limit, or have failed. */
  attempts: Attempt[]
  /** The figures of the answer once it has ended. */
  facts: Facts | null
  /** Only of one that has failed. */
  problem: CellProblem | null
}

/** What a sweep does, as it was asked for. */
export interface SweepPlan {
  kind: SweepKind
  repeats: number
  variants: (Variant & { questionId: string; estimate: RunEstimate })[]
}

/** A sweep of a comparison: variants times repeats, each a run. */
export interface Sweep extends SweepPlan {
  id: string
  comparisonId: string
  state: SweepState
  /** Only of a paused one. */
  pausedBy: PausedBy | null
  /** USD; null = none. */
  cap: number | null
  cells: Cell[]
  /** ms since the epoch. */
  createdAt: number
  endedAt: number | null
}

/** What a screen is told of a variant: what it asks can be long, and no figure needs it. */
export interface ShownVariant extends Pick<Variant, 'conversationId' | 'choice'> {
  upstream: string
  model: string
  estimate: RunEstimate
}

/** Answer of `GET /api/comparisons/{id}/sweeps/{sweepId}`. */
export interface ShownSweep extends Omit<Sweep, 'variants'> {
  variants: ShownVariant[]
  /** Only of a running one: until then a limit lets it begin nothing, ms since the epoch. */
  waitsUntil: number | null
}

/** One of the sweeps of a comparison. */
export interface SweepSummary
  extends Pick<Sweep, 'id' | 'kind' | 'repeats' | 'state' | 'createdAt'> {
  variants: number
  /** Cells that have ended, however that was. */
  ended: number
}

/** Answer of `GET /api/comparisons/{id}/sweeps`: all of a comparison, the newest first. */
export interface SweepList {
  sweeps: SweepSummary[]
}

/** A sweep as a screen is told of it. */
export function shownSweep(sweep: Sweep, limitedUntil: number | null): ShownSweep {
  const variants = sweep.variants.map(({ conversationId, choice, settings, estimate }) => ({
    ...{ conversationId, choice, estimate },
    ...{ upstream: settings.upstream, model: settings.model },
  }))
  return { ...sweep, variants, waitsUntil: sweep.state === 'running' ? limitedUntil : null }
}

/** What the runs of a sweep have come to; `isBound` where some counts as what it could have come to at most. */
export function spentOf(cells: readonly Cell[]): { usd: number; isBound: boolean } {
  const spent = cells.flatMap(({ attempts }) => attempts.flatMap((attempt) => attempt.spent ?? []))
  return {
    usd: spent.reduce((sum, { usd }) => sum + usd, 0),
    isBound: spent.some(({ isBound }) => isBound),
  }
}

/** True once a sweep begins nothing any more. */
export function isOverSweep(state: SweepState): boolean {
  return state === 'done' || state === 'stopped'
}

/** True where nothing of a sweep can cost anything: all of it goes to the sandbox. */
export function isFreeSweep({ variants }: Pick<ShownSweep, 'variants'>): boolean {
  return variants.every(({ estimate }) => estimate.most === 0)
}

/** The cells in the order in which they are begun: all variants once, then all again. */
export function cellsOf(variants: number, repeats: number): Cell[] {
  return Array.from({ length: variants * repeats }, (_, index) => ({
    index,
    variant: index % variants,
    repeat: Math.floor(index / variants),
    state: 'waiting',
    attempts: [],
    facts: null,
    problem: null,
  }))
}
