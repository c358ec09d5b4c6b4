import 'server-only'
import type { AnswerBlock } from '../answer/answer'
import type { Brief } from '../answer/brief'
import { readFacts } from '../facts/facts'
import { readBackticked } from '../facts/patterns'
import { readable } from '../json/material'
import type { MessagesBody } from '../request/schema'
import { splitTokens } from '../tokens'
import { callBlock } from './call-block'
import { followUp } from './follow-up'
import { withMessage } from './from-message'
import { askText, leadText } from './lead-text'
import { isDone, type Loop, readLoop } from './loop'
import { type Offered, offeredTools } from './offered'
import { type Planned, planCalls, planFor } from './plan-calls'
import { rateTools, total } from './rate-tools'
import { neededServerTool, serverCall, toolSearch } from './server-calls'
import { withTableQueries } from './table-query'

/**
 * The tool calls that a request is answered with, after the words that lead to them; a question where
 * a call lacks what it needs; nothing where other words answer it.
 */
export function chooseCalls(body: MessagesBody, brief: Brief): AnswerBlock[] {
  const choice = body.tool_choice ?? { type: 'auto' }
  if (body.tools === undefined || choice.type === 'none') return []
  const loop = readLoop(body, brief)
  const mayRunParallel = choice.disable_parallel_tool_use !== true
  if (choice.type === 'auto') return chooseFreely(body, brief, loop, mayRunParallel)
  const offered = offeredTools(body)
  const named = choice.type === 'tool' ? choice.name : null
  const allowed = offered.own.filter(({ name, isDeferred }) =>
    named === null ? !isDeferred : name === named,
  )
  const forced = withTableQueries(forcedCalls(allowed, loop, brief), loop.question, brief)
  if (forced.length > 0) return blocksFor(mayRunParallel ? forced : forced.slice(0, 1))
  const facts = readFacts(loop.question)
  const server = neededServerTool(offered.server, facts, named ?? offered.server[0]?.name ?? null)
  return server === null ? [] : serverCall(server, facts, loop.language)
}

function chooseFreely(
  body: MessagesBody,
  brief: Brief,
  loop: Loop,
  mayRunParallel: boolean,
): AnswerBlock[] {
  const { own, server, hasBash } = offeredTools(body)
  const ready = own.filter(({ isDeferred }) => !isDeferred)
  const planned = withTableQueries(planCalls(ready, loop.question), loop.question, brief)
  const all = planned.length > 0 || loop.isOpen ? planned : followUp(ready, body, loop.question)
  const left = completed(all, loop, brief).filter((call) => !isDone(call, loop.called))
  const calls = left.filter(({ missing }) => missing.length === 0)
  if (calls.length > 0) {
    const now = mayRunParallel ? calls : calls.slice(0, 1)
    return [said(leadText(now, loop.language)), ...blocksFor(now)]
  }
  if (loop.isOpen) return []
  if (hasBash) {
    const command = commandIn(loop.question)
    if (command !== null) return [callBlock('tool_use', 'bash', { command })]
  }
  const facts = readFacts(loop.question)
  const needed = neededServerTool(server, facts, null)
  if (needed !== null && all.length === 0) return serverCall(needed, facts, loop.language)
  const [unready] = left
  if (unready !== undefined) return [said(askText(unready, loop.language))]
  const search = toolSearch(server)
  const isDeferredWanted = search !== null && planCalls(own, loop.question).length > 0
  return isDeferredWanted ? serverCall(search, facts, loop.language) : []
}

/** What a call lacks may have come with the results of others: then it is taken from there, by its label. */
function completed(
  planned: readonly Planned[],
  { question, isOpen, called }: Loop,
  brief: Brief,
): Planned[] {
  if (!isOpen) return [...planned]
  const results = brief.results.filter(({ isError }) => !isError).map(({ text }) => readable(text))
  const facts = readFacts([question, ...results].join('\n'))
  // A tool that has answered already had what it needs: its results are no reason to call it again.
  const hasAnswered = ({ tool }: Planned) => called.some(({ name }) => name === tool.name)
  return planned.flatMap((call) => {
    if (call.missing.length === 0) return [call]
    return hasAnswered(call) ? [] : planFor([call.tool], facts).slice(0, 1)
  })
}

/** At least one call: those that are asked for, else of the tool that fits best, its gaps filled. */
function forcedCalls(tools: readonly Offered[], loop: Loop, brief: Brief): Planned[] {
  const [first] = tools
  if (first === undefined) return []
  const asked = tools.length === 1 ? [] : planCalls(tools, loop.question)
  const complete = completed(asked, loop, brief).filter(({ missing }) => missing.length === 0)
  const left = complete.filter((call) => !isDone(call, loop.called))
  if (left.length > 0) return left
  const facts = readFacts(loop.question)
  const best = rateTools(tools, facts)
    .map(({ tool, hits }) => ({ tool, score: total(hits.values()) }))
    .sort((a, b) => b.score - a.score)[0]
  return completed(planFor([best?.tool ?? first], facts), loop, brief).map((call) =>
    withExamples(withMessage(call, loop.question)),
  )
}

/** A value that nobody said is at least one that the tool's author gave for an example. */
function withExamples(call: Planned): Planned {
  const [example] = call.tool.examples
  if (example === undefined) return call
  const borrowed = call.missing.flatMap((name) =>
    Object.hasOwn(example, name) ? [[name, example[name]] as const] : [],
  )
  return { ...call, input: { ...call.input, ...Object.fromEntries(borrowed) } }
}

const blocksFor = (calls: readonly Planned[]): AnswerBlock[] =>
  calls.map(({ tool, input }) => callBlock('tool_use', tool.name, input, tool.isEager))

const said = (text: string): AnswerBlock => ({
  kind: 'text',
  tokens: splitTokens(text),
  citations: [],
})

/** The command that a text plainly wants run. */
function commandIn(text: string): string | null {
  return /\b(?:run|execute|bash|shell|terminal|command)\b|运行|执行|命令/i.test(text)
    ? (readBackticked(text)[0]?.text.trim() ?? null)
    : null
}
