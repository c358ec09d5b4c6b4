import 'server-only'
import { type Directives, parseDirectives } from '@/lib/domain/sandbox-directives'
import type { CachedPrompt } from '../cache/prompt-cache'
import { endAsAsked, UNKNOWN_BLOCK, withHuge } from '../faults/ending'
import { readFaults } from '../faults/fault'
import type { Standing } from '../faults/standing'
import type { Media } from '../media/media'
import { outputBound } from '../request/context-window'
import { asMerged } from '../request/merge-turns'
import type { Asked } from '../request/rule'
import { isPrefill, lastSpoken } from '../request/rules-turns'
import type { MessagesBody } from '../request/schema'
import { speedOf } from '../request/speed'
import type { SandboxState } from '../state'
import { countTokens, splitTokens } from '../tokens'
import { newWireId } from '../wire-id'
import type { Answer, AnswerBlock } from './answer'
import type { Brief } from './brief'
import { type Content, composeContent } from './content'
import { gatherBrief, textOf, textsOf } from './gather'
import { keepWithin } from './keep-within'
import { signAnswer } from './sign-answer'
import { redactedThinking, think } from './think'

/** A request that has passed every rule, with what is inside its files. */
export interface Prepared {
  asked: Asked<MessagesBody>
  media: Media
  /** Directives that it comes with, whatever its text says; a batch's requests have none. */
  standing?: Standing | undefined
  /** What the prompt cache has of it. */
  prompt: Pick<CachedPrompt, 'input' | 'diagnostics'>
}

export interface Plan {
  answer: Answer
  /** All that applies to this call. */
  directives: Directives
}

/** Decides the whole answer. The same request gets the same answer, its ids excepted. */
export async function planAnswer(prepared: Prepared, state: SandboxState): Promise<Plan> {
  const { asked, media, prompt } = prepared
  const { model } = asked
  const body = { ...asked.body, messages: asMerged(asked.body.messages) }
  const { fresh, written5m, written1h, read } = prompt.input
  const bound = outputBound(asked, fresh + written5m + written1h + read)
  const { directives, text } = readDirectives(body, prepared.standing, state)
  const brief = gatherBrief(body, media, text, directives.seed?.value ?? 0)
  const content = await composeContent(body, brief, directives, state)
  const { blocks, begun } = afterBeginning(body, content)
  // A prefill and thinking exclude each other (claude-api.md §2.2), and a result comes first.
  const thought = begun === null ? thoughtOf(asked, brief, directives) : []
  const extras = directives.unknown === undefined ? [] : [UNKNOWN_BLOCK]
  const kept = keepWithin([...thought, ...extras, ...blocks], {
    ...bound,
    sequences: body.stop_sequences ?? [],
    stopReason: content.stopReason,
  })
  const ended = endAsAsked(kept, directives, begun ?? 0)
  return {
    answer: {
      id: newWireId('msg'),
      model: model.id,
      ...ended,
      blocks: signAnswer(asked, withHuge(ended.blocks, directives)),
      input: prompt.input,
      serviceTier: 'standard',
      speed: speedOf(asked),
      inferenceGeo: body.inference_geo ?? 'global',
      diagnostics: prompt.diagnostics,
      ...(directives.unknown === undefined ? {} : { extra: { sandbox_field: true } }),
      faults: readFaults(directives, begun ?? 0, state.now()),
    },
    directives,
  }
}

/** The thought before the answer, readable or not; none where none is due. */
function thoughtOf(
  asked: Asked<MessagesBody>,
  brief: Brief,
  { think: wanted, redacted }: Directives,
): AnswerBlock[] {
  const thought = think(asked, brief, wanted?.value ?? null)
  if (thought === null) return []
  return [redacted === undefined ? thought : redactedThinking(thought)]
}

/** The directives of the header, of the last text and of the fault lab, as far as they strike now. */
function readDirectives(
  body: MessagesBody,
  standing: Standing | undefined,
  { chances }: SandboxState,
) {
  const lastUser = body.messages.findLast((turn) => turn.role === 'user')
  const said = parseDirectives(lastUser === undefined ? '' : textOf(lastUser))
  const all = { ...standing?.lab, ...said.directives, ...standing?.header }
  return { text: said.text, directives: chances.striking(all, () => JSON.stringify(body)) }
}

/**
 * What is left to say where the request ends in the answer's beginning (claude-api.md §2.2): what it
 * does not say, or all of it in a paragraph of its own. `begun` is how many tokens of the answer it
 * says; in a turn that a server tool paused, all that a directive may count, for it has struck.
 */
function afterBeginning(
  { messages }: MessagesBody,
  { blocks }: Content,
): { blocks: AnswerBlock[]; begun: number | null } {
  const last = lastSpoken(messages)
  if (last?.role !== 'assistant') return { blocks, begun: null }
  if (!isPrefill(last)) return { blocks, begun: Number.POSITIVE_INFINITY }
  const prefill = textsOf(last).join('')
  const first = blocks[0]
  if (prefill === '' || first?.kind !== 'text') return { blocks, begun: null }
  const rest = withoutBeginning(blocks, prefill)
  if (rest !== null) return { blocks: rest, begun: countTokens(prefill) }
  const apart = { ...first, tokens: splitTokens(`\n\n${first.tokens.join('')}`) }
  return { blocks: [apart, ...blocks.slice(1)], begun: 0 }
}

/** The blocks less the text that they begin with; null where they begin otherwise. */
function withoutBeginning(blocks: readonly AnswerBlock[], beginning: string): AnswerBlock[] | null {
  const [first, ...others] = blocks
  if (first?.kind !== 'text') return null
  const text = first.tokens.join('')
  if (text.startsWith(beginning)) {
    const left = splitTokens(text.slice(beginning.length))
    return left.length === 0 ? others : [{ ...first, tokens: left }, ...others]
  }
  return beginning.startsWith(text) ? withoutBeginning(others, beginning.slice(text.length)) : null
}
