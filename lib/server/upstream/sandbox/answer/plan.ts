import 'server-only'
import { type ParsedText, parseDirectives } from '@/lib/domain/sandbox-directives'
import type { Asked } from '../request/rule'
import type { MessagesBody } from '../request/schema'
import { countTokens, splitTokens } from '../tokens'
import { newWireId } from '../wire-id'
import type { Answer, Fault } from './answer'
import { type Facts, gatherFacts, textOf } from './facts'
import { fillerTokens } from './filler'
import { GALLERY } from './gallery'
import { countInput } from './input-tokens'
import { type Language, languageOf, measure } from './measure'
import { reportOn } from './report'
import { TABLES } from './table'
import { think } from './think'

export interface Plan {
  answer: Answer
  /** Tokens per second that a directive asks for. */
  pace: number | null
  /** An error that a directive wants instead of an answer. */
  refusal: number | null
}

/** Decides the whole answer. The same request gets the same answer, its id excepted. */
export function planAnswer(asked: Asked<MessagesBody>): Plan {
  const { body, model } = asked
  const lastUser = body.messages.findLast((turn) => turn.role === 'user')
  const said = parseDirectives(lastUser === undefined ? '' : textOf(lastUser))
  const language = languageOf(measure(said.text))
  const facts = gatherFacts(body, said.text)
  const { directives } = said
  const begun = readPrefill(body)
  // A prefill and thinking exclude each other (claude-api.md §2.2).
  const wish = { ...facts, language, tokens: directives.think?.value ?? null }
  const thought = begun === '' ? think(asked, wish) : null
  const full = composeText(said, facts, language)
  const isContinued = begun !== '' && full.startsWith(begun)
  const text = isContinued ? full.slice(begun.length) : begun === '' ? full : `\n\n${full}`
  const budget = body.max_tokens - (thought?.tokens.length ?? 0)
  const kept = keepWithin(text, budget, body.stop_sequences ?? [])
  const spent = (thought?.tokens.length ?? 0) + kept.text.length
  return {
    answer: {
      id: newWireId('msg'),
      model: model.id,
      thought,
      ...kept,
      inputTokens: countInput(body),
      // Ending at once has been generated too: an empty answer still costs a token.
      outputTokens: Math.max(spent, Math.min(1, body.max_tokens)),
      faults: readFaults(said, isContinued ? countTokens(begun) : 0),
    },
    pace: directives.pace?.value ?? null,
    refusal: readRefusal(said),
  }
}

function composeText({ directives }: ParsedText, facts: Facts, language: Language): string {
  if (directives.gallery !== undefined) return GALLERY
  if (directives.table !== undefined) return TABLES[language]
  const tokens = directives.tokens?.value
  return tokens === undefined ? reportOn(facts, language) : fillerTokens(tokens, language).join('')
}

/** The beginning of the answer when the caller wrote it (claude-api.md §2.2). */
function readPrefill(body: MessagesBody): string {
  const last = body.messages.at(-1)
  return last?.role === 'assistant' ? textOf(last) : ''
}

/** Cuts a text at `budget` tokens or before the first stop sequence, whichever comes first. */
function keepWithin(
  text: string,
  budget: number,
  sequences: readonly string[],
): Pick<Answer, 'text' | 'stopReason' | 'stopSequence'> {
  const tokens = splitTokens(text, budget + 1)
  const isTooLong = tokens.length > budget
  const kept = isTooLong ? tokens.slice(0, budget) : tokens
  const whole = kept.join('')
  const hits = sequences
    .map((sequence) => ({ sequence, at: whole.indexOf(sequence) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
  const hit = hits[0]
  if (hit !== undefined) {
    const text = splitTokens(whole.slice(0, hit.at))
    return { text, stopReason: 'stop_sequence', stopSequence: hit.sequence }
  }
  return {
    text: kept,
    stopReason: isTooLong || budget <= 0 ? 'max_tokens' : 'end_turn',
    stopSequence: null,
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
