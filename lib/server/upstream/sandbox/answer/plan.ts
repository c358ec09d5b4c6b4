import 'server-only'
import { type ParsedText, parseDirectives } from '@/lib/domain/sandbox-directives'
import type { Fault } from '../faults/fault'
import type { Media } from '../media/media'
import type { Asked } from '../request/rule'
import type { MessagesBody } from '../request/schema'
import type { SandboxState } from '../state'
import { countTokens, splitTokens } from '../tokens'
import { newWireId } from '../wire-id'
import type { Answer, AnswerBlock } from './answer'
import type { Brief } from './brief'
import { type Content, composeContent } from './content'
import { gatherBrief, textOf } from './gather'
import { keepWithin } from './keep-within'
import { think } from './think'

/** A request that has passed every rule, with what is inside its files. */
export interface Prepared {
  asked: Asked<MessagesBody>
  media: Media
  inputTokens: number
}

export interface Plan {
  answer: Answer
  /** Tokens per second that a directive asks for. */
  pace: number | null
  /** An error that a directive wants instead of an answer. */
  refusal: number | null
}

/** Decides the whole answer. The same request gets the same answer, its ids excepted. */
export async function planAnswer(prepared: Prepared, state: SandboxState): Promise<Plan> {
  const { asked, media, inputTokens } = prepared
  const { body, model } = asked
  const lastUser = body.messages.findLast((turn) => turn.role === 'user')
  const said = parseDirectives(lastUser === undefined ? '' : textOf(lastUser))
  const brief = gatherBrief(body, media, said.text, 0)
  const content = await composeContent(asked, brief, said.directives, state)
  const { blocks, begun } = afterPrefill(body, content)
  const { directives } = said
  // A prefill and thinking exclude each other (claude-api.md §2.2).
  const thought = begun === null ? think(asked, thoughtWish(brief, directives.think?.value)) : null
  const kept = keepWithin(thought === null ? blocks : [thought, ...blocks], {
    tokens: body.max_tokens,
    sequences: body.stop_sequences ?? [],
    stopReason: content.stopReason,
  })
  return {
    answer: {
      id: newWireId('msg'),
      model: model.id,
      ...kept,
      stopDetails: null,
      input: { fresh: inputTokens, written5m: 0, written1h: 0, read: 0 },
      serviceTier: 'standard',
      speed: 'standard',
      inferenceGeo: 'global',
      diagnostics: null,
      faults: readFaults(said, begun === null ? 0 : countTokens(begun)),
    },
    pace: directives.pace?.value ?? null,
    refusal: readRefusal(said),
  }
}

function thoughtWish({ text, turn, language }: Brief, tokens: number | undefined) {
  return { text, turn, language, tokens: tokens ?? null }
}

/**
 * What is left to say where the caller has begun the answer (claude-api.md §2.2): what it has not
 * said, or all of it in a paragraph of its own. `begun` is what of the answer it has said.
 */
function afterPrefill(
  body: MessagesBody,
  { blocks }: Content,
): { blocks: AnswerBlock[]; begun: string | null } {
  const last = body.messages.at(-1)
  const prefill = last?.role === 'assistant' ? textOf(last) : ''
  const first = blocks[0]
  if (prefill === '' || first?.kind !== 'text') return { blocks, begun: null }
  const full = first.tokens.join('')
  const isContinued = full.startsWith(prefill)
  const text = isContinued ? full.slice(prefill.length) : `\n\n${full}`
  return {
    blocks: [{ ...first, tokens: splitTokens(text) }, ...blocks.slice(1)],
    begun: isContinued ? prefill : '',
  }
}

function readRefusal({ directives }: ParsedText): number | null {
  const { error } = directives
  return error !== undefined && error.after === undefined ? (error.value ?? null) : null
}

/** The faults in the order in which they strike. `begun` tokens came with the prefill: what was to strike within them has struck. */
function readFaults({ directives }: ParsedText, begun: number): Fault[] {
  const { error, cut, stall } = directives
  const faults: Fault[] = []
  if (stall?.after !== undefined) {
    faults.push({ kind: 'stall', after: stall.after, seconds: stall.seconds ?? null })
  }
  if (error?.value !== undefined && error.after !== undefined) {
    faults.push({ kind: 'error', after: error.after, status: error.value })
  }
  if (cut?.after !== undefined) faults.push({ kind: 'cut', after: cut.after })
  return faults
    .filter((fault) => begun === 0 || fault.after > begun)
    .map((fault) => ({ ...fault, after: fault.after - begun }))
    .sort((a, b) => a.after - b.after)
}
