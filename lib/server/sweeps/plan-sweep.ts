import 'server-only'
import { type Message, pathTo } from '@/lib/domain/conversation'
import { buildBody } from '@/lib/domain/request'
import type { Run } from '@/lib/domain/run'
import { estimateRun } from '@/lib/domain/sweeps/estimate'
import { questionIn } from '@/lib/domain/sweeps/question'
import {
  type AskedSweep,
  MOST_CELLS,
  type RunEstimate,
  type Variant,
} from '@/lib/domain/sweeps/sweep'
import { ApiError } from '@/lib/wire/errors'
import { readBareComparison } from '../comparisons'
import type { Parley } from '../parley'
import { readConversationRuns } from '../store/conversation-runs'
import { findConversation } from '../store/conversations'
import { OWNER } from '../store/schema'
import { readTurns } from '../store/turns'
import { createFileTokens, type FileTokens } from './file-tokens'

/** A question with all that stands before it in its column. */
interface Question {
  path: readonly Message[]
  runs: ReadonlyMap<string, Run>
}

/** A variant with the question that it asks, and what one run of it takes. */
export interface PlannedVariant {
  variant: Variant
  question: Question
  estimate: RunEstimate
}

/** Works out what is asked, and what each run takes. Throws 400, 404. */
export async function planSweep(
  parley: Parley,
  comparisonId: string,
  asked: AskedSweep,
): Promise<PlannedVariant[]> {
  const { columns } = await readBareComparison(parley, comparisonId)
  checkSize(asked)
  const fileTokens = createFileTokens(parley.store.db)
  const planned: PlannedVariant[] = []
  // All variants of a grid ask the same one.
  const questions = new Map<string, Question>()
  for (const variant of asked.variants) {
    checkChoice(variant)
    const id = asked.kind === 'repeat' ? variant.conversationId : asked.from
    if (!columns.includes(id)) {
      throw new ApiError(400, `There is no column ${id} in this comparison. Reload the page.`)
    }
    const question = questions.get(id) ?? (await readQuestion(parley, id))
    questions.set(id, question)
    const estimate = await estimateVariant(parley, variant, question, fileTokens)
    planned.push({ variant, question, estimate })
  }
  return planned
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
function checkChoice({ choice, settings, withheld }: Variant): void {
  const missing = (['effort', 'temperature'] as const).find(
    (field) => choice[field] != null && withheld.includes(field),
  )
  if (missing !== undefined) {
    throw new ApiError(400, `variants: ${missing} is swept, and would not be sent.`)
  }
  const other = (['upstream', 'model', 'effort', 'temperature'] as const).find(
    (field) => choice[field] !== undefined && choice[field] !== settings[field],
  )
  if (other !== undefined) {
    throw new ApiError(400, `variants: ${other} is named otherwise than its settings have it.`)
  }
}

/** The branch in view of a column, up to its last question. */
async function readQuestion({ store, runs }: Parley, id: string): Promise<Question> {
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

async function estimateVariant(
  { runs: { prices }, upstreams }: Parley,
  { settings, ...asked }: Variant,
  { path, runs }: Question,
  fileTokens: FileTokens,
): Promise<RunEstimate> {
  const { isSandbox, isReady, label } = upstreams.get(settings.upstream)
  if (!isReady) {
    throw new ApiError(400, `${label} has no key yet. Enter one in Settings, or leave it out.`)
  }
  const body = buildBody(path, runs, settings, asked)
  return estimateRun({ settings, body, fileTokens: await fileTokens(body), isSandbox }, prices.own)
}
