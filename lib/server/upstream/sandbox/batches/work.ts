import 'server-only'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { ApiError, errorBody, isApiError } from '@/lib/wire/errors'
import type { WireMessage } from '@/lib/wire/types'
import { newWireId } from '../wire-id'
import type { Ledger, Results, RowResult } from './ledger'
import type { BatchRecord } from './record'
import { type BatchRow, checkParams } from './request'

/** Answers the params of a row as `POST /v1/messages` would. */
export type AnswerRow = (
  params: unknown,
  asker: Pick<BatchRecord, 'version'> & { betas: ReadonlySet<string>; signal: AbortSignal },
) => Promise<WireMessage>

/** Rows at work at a time, so that one that is told to stall does not hold up the others. */
const LANES = 4
/** At the sandbox's default pace a batch does four rows a second. */
const TOKENS_PER_ROW = 20
/** Lines written at a time. */
const CHUNK = 1000

export interface Work {
  ledger: Ledger
  results: Results
  /** Stops it within a row. */
  signal: AbortSignal
  /** Stops it between two. */
  isOver: () => boolean
}

/** Answers the rows that have no result yet, until all have one or it is over. */
export async function answerRows(
  { ledger, results, signal, isOver }: Work,
  { version, betas }: BatchRecord,
  { tps, answer }: { tps: number; answer: AnswerRow },
): Promise<void> {
  const asker = { version, betas: new Set(betas), signal }
  const due = dueRows()
  async function* dueRows() {
    for await (const row of ledger.rows()) {
      if (results.has(row.custom_id)) continue
      await waitTurn(tps, signal)
      if (isOver()) return
      yield row
    }
  }
  const lane = async () => {
    for (let next = await due.next(); next.done !== true; next = await due.next()) {
      const done = await answerRow(next.value, asker, answer)
      if (done !== null) await results.add([done])
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

/** Gives all rows that have no result this one. */
export async function closeRows(
  { ledger, results }: Pick<Work, 'ledger' | 'results'>,
  type: 'canceled' | 'expired',
): Promise<void> {
  let open: RowResult[] = []
  for await (const { custom_id } of ledger.rows()) {
    if (!results.has(custom_id)) open.push({ custom_id, result: { type } })
    if (open.length < CHUNK) continue
    await results.add(open)
    open = []
  }
  await results.add(open)
}

/** Null where the signal came before the answer. */
async function answerRow(
  { custom_id, params }: BatchRow,
  asker: Parameters<AnswerRow>[1],
  answer: AnswerRow,
): Promise<RowResult | null> {
  try {
    checkParams(params)
    const message = await answer(params, asker)
    return { custom_id, result: { type: 'succeeded', message } }
  } catch (error) {
    if (asker.signal.aborted) return null
    const body = errorBody(asApiError(error), newWireId('req'))
    return { custom_id, result: { type: 'errored', error: body } }
  }
}

function asApiError(error: unknown): ApiError {
  if (isApiError(error)) return error
  return new ApiError(500, error instanceof Error ? error.message : String(error))
}

/** Lets others have their turn, and rows come at their pace. Its timer keeps no process alive. */
async function waitTurn(tps: number, signal: AbortSignal): Promise<void> {
  if (tps === 0) return setImmediate()
  const pause = (TOKENS_PER_ROW * 1000) / tps
  await setTimeout(pause, undefined, { ref: false, signal }).catch(() => {})
}
