import type { WireMessage } from '@/lib/wire/types'
import type { ChatSettings } from '../chat-settings'
import { type Conversation, type Message, pathTo } from '../conversation'
import { promptOf } from '../cost'
import { filesIn } from '../preflight'
import type { Prices } from '../prices'
import { promptTokens } from '../prompt-tokens'
import { buildBody } from '../request'
import type { Run } from '../run'
import { estimateTokens, outputTokens } from '../token-estimate'
import { addEstimates, costOfTurn, type TurnCost, type TurnTokens } from './estimate'
import { isAsked, runsOf, type Segment, segmentsOf } from './segments'

/**
 * About what it would cost to ask a column everything again that it was asked: each question with what it
 * was sent with, and answered as long as it was. Where that was not counted, by the lengths of the texts.
 * Null where the model has no price, or nobody has counted the files that go along.
 */
export function estimateAgain(
  settings: ChatSettings,
  conversation: Pick<Conversation, 'messages' | 'runs' | 'headId'> | undefined,
  prices: Prices,
): TurnCost | null {
  if (conversation === undefined) return null
  const { messages, runs, headId } = conversation
  let before = promptTokens(buildBody([], new Map(), settings))
  const turns = segmentsOf(pathTo(messages, headId)).flatMap((segment) => {
    if (segment.question !== null && !isAsked(segment)) return []
    const asked = before + estimateTokens(segment.question?.content ?? [])
    const said = outputIn(segment, runs)
    before = asked + said
    if (segment.question === null) return []
    const counted = countsIn(segment, runs)
    if (counted.length === 0 && hasFiles(segment.question)) return [null]
    // What failed before it was answered may be answered now, in a length that nobody knows.
    return counted.length > 0 ? [counted] : [[{ input: asked, output: said === 0 ? null : said }]]
  })
  return addEstimates(turns.map((calls) => calls && costOfTurn(settings, calls, prices)))
}

/** What the upstream has counted, by run. */
function countsIn(segment: Segment, runs: readonly Run[]): TurnTokens[] {
  return runsOf(segment, runs).flatMap(({ message }) =>
    message?.usage.input_tokens == null
      ? []
      : { input: promptOf(message.usage), output: outputOf(message) },
  )
}

function outputIn(segment: Segment, runs: readonly Run[]): number {
  const counted = runsOf(segment, runs).flatMap(({ message }) => message ?? [])
  const written = segment.answers.map(({ content }) => estimateTokens(content ?? []))
  return [...counted.map(outputOf), ...written].reduce((sum, count) => sum + count, 0)
}

function outputOf({ content, usage, stop_reason: reason }: WireMessage): number {
  return outputTokens(content, usage.output_tokens, reason !== null).count
}

function hasFiles({ content }: Message): boolean {
  return filesIn({ messages: [{ role: 'user', content: content ?? [] }] }) !== ''
}
