import 'server-only'
import type { Directives } from '@/lib/domain/sandbox-directives'
import { ApiError } from '@/lib/wire/errors'
import { composeJson } from '../json/compose-json'
import { validatorOf } from '../json/validator'
import type { MessagesBody } from '../request/schema'
import type { SandboxState } from '../state'
import { compose } from '../text/compose'
import { splitTokens } from '../tokens'
import { chooseCalls } from '../tools/choose-calls'
import type { AnswerBlock } from './answer'
import type { Brief, Passage } from './brief'
import { fillerTokens } from './filler'
import { GALLERY } from './gallery'
import { resumeCalls } from './resume-calls'
import { TABLES } from './table'

/** What an answer says, before limits and stop sequences. */
export interface Content {
  blocks: AnswerBlock[]
  stopReason: 'end_turn' | 'tool_use'
}

/** More text than this is worked on in the worker's thread. */
const WORKER_CHARACTERS = 32_768
/** So much of the text is looked at where all of it is too much. */
const BEGINNING = 2_000

/** Says what the request asks for: a sample, calls of tools, JSON for a schema, or words. */
export async function composeContent(
  body: MessagesBody,
  brief: Brief,
  directives: Directives,
  state: SandboxState,
): Promise<Content> {
  const sample = sampleText(directives, brief)
  if (sample !== null) return said([textBlock(sample)])
  const calls = resumeCalls(body, brief) ?? chooseCalls(body, brief)
  const stopReason = stopAfter(calls)
  const schema = body.output_config?.format?.schema
  if (schema !== undefined && stopReason === 'end_turn') {
    const json = textBlock(splitTokens(validJson(schema, brief)))
    return said([...calls.filter(({ kind }) => kind !== 'text'), json])
  }
  if (calls.length > 0) return { blocks: calls, stopReason }
  const passages =
    sizeOf(brief) > WORKER_CHARACTERS ? await composeAside(brief, state) : compose(brief)
  return said(passages.map(toBlock))
}

/** Throws the 400 where nothing is valid for the schema, as far as the sandbox can find. */
function validJson(schema: Readonly<Record<string, unknown>>, brief: Brief): string {
  const json = composeJson(schema, brief)
  if (validatorOf(schema)?.(JSON.parse(json)) !== false) return json
  throw new ApiError(
    400,
    'output_config.format.schema: the sandbox finds no value that is valid for it',
  )
}

/** In the worker's thread. What proves too much for it is named instead of worked on. */
async function composeAside(brief: Brief, state: SandboxState): Promise<Passage[]> {
  try {
    return await state.worker.run('compose', brief)
  } catch (error) {
    const unread = [
      ...brief.unread,
      `the material (${error instanceof Error ? error.message : error})`,
    ]
    const text = brief.text.slice(0, BEGINNING)
    return compose({ ...brief, text, history: [], sources: [], results: [], unread })
  }
}

/** A call of the caller's tool waits for its result; a server's tool has answered, a question is words. */
const stopAfter = (blocks: readonly AnswerBlock[]): Content['stopReason'] =>
  blocks.some((block) => block.kind === 'call' && block.type === 'tool_use')
    ? 'tool_use'
    : 'end_turn'

const said = (blocks: AnswerBlock[]): Content => ({ blocks, stopReason: 'end_turn' })

function textBlock(tokens: string[]): AnswerBlock {
  return { kind: 'text', tokens, citations: [] }
}

function toBlock({ text, citations }: Passage): AnswerBlock {
  return { kind: 'text', tokens: splitTokens(text), citations }
}

/** What a directive wants said. */
function sampleText(directives: Directives, { language }: Brief): string[] | null {
  if (directives.gallery !== undefined) return splitTokens(GALLERY)
  if (directives.table !== undefined) return splitTokens(TABLES[language])
  const tokens = directives.tokens?.value
  return tokens === undefined ? null : fillerTokens(tokens, language)
}

function sizeOf({ text, sources, results, history }: Brief): number {
  const texts = [
    text,
    ...sources.flatMap(({ pieces }) => pieces),
    ...results.map((result) => result.text),
    ...history.map((turn) => turn.text),
  ]
  return texts.reduce((sum, one) => sum + one.length, 0)
}
