import 'server-only'
import { type Message, pathTo } from '@/lib/domain/conversation'
import { buildBody } from '@/lib/domain/request'
import type { Run } from '@/lib/domain/run'
import { estimateRun } from '@/lib/domain/sweeps/estimate'
import { questionIn } from '@/lib/domain/sweeps/question'
import {
  type AskedSweep,
  MOST_CELLS,
  type SweepPlan,
  type Variant,
} from '@/lib/domain/sweeps/sweep'
import { ApiError } from '@/lib/wire/errors'
import { checkComparison } from '../comparisons'
import type { Parley } from '../parley'
import { chainTurns, readSentTurns } from '../sent-turns'
import { readConversationRuns } from '../store/conversation-runs'
import { findConversation } from '../store/conversations'
import { OWNER } from '../store/schema'
import { readTurns } from '../store/turns'
import { fileTokens } from './file-tokens'

/** What a sweep does, and the turns that the conversations of its variants begin with where they are new. */
export interface Planned {
  plan: SweepPlan
  begun: ReadonlyMap<string, ReturnType<typeof chainTurns>>
}

/** Works out what is asked, and what each run takes. Throws 400, 404, 409. */
export async function planSweep(
  parley: Parley,
  comparisonId: string,
  asked: AskedSweep,
): Promise<Planned> {
  const { columns } = await checkComparison(parley, comparisonId)
  const { kind, from, repeats, variants } = asked
  checkSize(asked)
  const begun = new Map<string, ReturnType<typeof chainTurns>>()
  const planned: SweepPlan['variants'] = []
  // All variants of a grid ask the same one.
  const questions = new Map<string, ReturnType<typeof readQuestion>>()
  for (const variant of variants) {
    checkChoice(variant)
    const id = kind === 'repeat' ? variant.conversationId : (from ?? '')
    if (!columns.includes(id)) {
      throw new ApiError(400, `There is no column ${id} in this comparison. Reload the page.`)
    }
    const known = questions.get(id) ?? readQuestion(parley, id)
    questions.set(id, known)
    const { path, runs } = await known
    const copied = kind === 'grid' ? await copyTurns(parley, variant, id, path) : null
    if (copied !== null) begun.set(variant.conversationId, copied)
    const turns = copied ?? path
    planned.push({
      ...variant,
      questionId: turns.at(-1)?.id ?? '',
      estimate: await estimate(parley, variant, turns, runs),
    })
  }
  return { plan: { kind, repeats, variants: planned }, begun }
}

function checkSize({ variants, repeats }: AskedSweep): void {
  if (variants.length * repeats > MOST_CELLS) {
    throw new ApiError(400, `A sweep has at most ${MOST_CELLS} runs. Take fewer, or repeat less.`)
  }
  if (new Set(variants.map(({ conversationId }) => conversationId)).size < variants.length) {
    throw new ApiError(400, 'variants: each needs a conversation of its own.')
  }
}

/** What a variant is named by goes out: it would be told apart by nothing else. */
function checkChoice({ choice, withheld }: Variant): void {
  const missing = (['effort', 'temperature'] as const).find(
    (field) => choice[field] != null && withheld.includes(field),
  )
  if (missing !== undefined) {
    throw new ApiError(400, `variants: ${missing} is swept, and would not be sent.`)
  }
}

/** The branch in view of a column, up to its last question. */
async function readQuestion({ store, runs }: Parley, id: string) {
  const row = await findConversation(store.db, OWNER, id)
  const path = pathTo(await readTurns(store.db, OWNER, id), row?.head_id ?? null)
  const question = questionIn(path)
  if (question === null) {
    throw new ApiError(400, 'Nothing has been asked in this column yet. Ask something first.')
  }
  const known = await readConversationRuns(store.db, OWNER, id)
  return {
    path: path.slice(0, path.indexOf(question) + 1),
    runs: new Map(known.map((run) => [run.id, runs.current(OWNER, run)])),
  }
}

async function copyTurns(
  parley: Parley,
  { conversationId, settings, account }: Variant,
  from: string,
  path: readonly Message[],
) {
  if ((await findConversation(parley.store.db, OWNER, conversationId)) !== undefined) {
    throw new ApiError(409, `The conversation ${conversationId} is there already. Mint a new id.`)
  }
  const headId = path.at(-1)?.id ?? null
  const sent = await readSentTurns(parley, { conversationId: from, headId, settings, account })
  return chainTurns(sent, conversationId)
}

async function estimate(
  { store, runs: { prices }, upstreams }: Parley,
  { settings, ...asked }: Variant,
  turns: readonly Message[],
  runs: ReadonlyMap<string, Run>,
) {
  const { isSandbox, isReady, label } = upstreams.get(settings.upstream)
  if (!isReady) {
    throw new ApiError(400, `${label} has no key yet. Enter one in Settings, or leave it out.`)
  }
  const body = buildBody(turns, runs, settings, asked)
  const files = await fileTokens(store.db, body)
  return estimateRun({ settings, body, fileTokens: files, isSandbox }, prices.own)
}
