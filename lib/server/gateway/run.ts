import 'server-only'
import { promptOf } from '@/lib/domain/cost'
import { newId } from '@/lib/domain/ids'
import type { Run } from '@/lib/domain/run'
import { outputTokens } from '@/lib/domain/token-estimate'
import { header } from '../upstream/headers'
import { type HeaderList, over, type Sink } from '../upstream/sink'
import { withClosing } from './answer'
import { askInTurn, type Target } from './attempts'
import type { GatewayCall } from './call'
import { afterRequest, forward, requireReady, send } from './forward'
import { type Line, onLine } from './line'
import { modelsIn, PLACES } from './models-in'
import { type Observer, observeRun } from './observe'
import { isPlain, type Policy, readPolicy } from './policy'
import { keepBody } from './request-body'
import { findReplay, tapForCache } from './response-cache'
import { type Renamed, targetsOf } from './targets'
import { once, readBodyText, readWhole } from './whole-body'

/** How a Messages call is asked and answered where that differs from how it came. */
export interface RunShape {
  /** The path upstream. */
  to?: string
  /** Its body for another model; by default only the model's name changes in it. */
  renamed?: Renamed
  /** What stands between the upstream's answer and the client; by default only its closing event. */
  answer?: (out: Sink) => Sink
}

/**
 * Passes a Messages call through and keeps it as a run. What a key or a header asks for besides
 * (a limit of models, retries, other places, a kept answer) needs the whole request first. Throws
 * before anything of it has been sent.
 */
export async function forwardRun(call: GatewayCall, shape: RunShape = {}): Promise<void> {
  requireReady(call.upstream)
  const policy = readPolicy(call.holder, call.asked.headers)
  if (isPlain(policy)) {
    const checked = await withChecked(call)
    return onLine(checked, (line) => passRun(checked, shape, line))
  }
  const body = await readWhole(call.asked)
  const text = await readBodyText(body, call.asked)
  checkModels(call, text)
  const targets = targetsOf(call, policy.fallback, body, text, shape.renamed)
  const whole = { policy, targets, body, text }
  return onLine(call, (line) => carryRun(call, shape, whole, line))
}

/** Throws 403 when the key allows another model than one that the body names. */
function checkModels(
  { parley, holder }: GatewayCall,
  text: string,
  places: RegExp = PLACES.message,
): void {
  if (holder.models === null) return
  const names = [...modelsIn(text, places)].map(({ model }) => model)
  for (const name of names.length === 0 ? [''] : names) parley.gatewayKeys.checkModel(holder, name)
}

/** Passes a count of tokens through, which is no run. Throws 403 like {@link forwardRun}. */
export async function forwardCount(call: GatewayCall): Promise<void> {
  await forward(await withChecked(call))
}

/** The call with its models checked, where its key limits them: that takes the whole request. */
export async function withChecked(call: GatewayCall, places?: RegExp): Promise<GatewayCall> {
  if (call.holder.models === null) return call
  const body = await readWhole(call.asked)
  checkModels(call, await readBodyText(body, call.asked), places)
  return { ...call, asked: { ...call.asked, body: once(body) } }
}

/**
 * Passes a path through that the configuration lists. What it does is not known here; a model that
 * its body names has to be one that the key allows, and what cannot be counted needs one without a
 * budget of tokens. Throws 403.
 */
export async function forwardOther(call: GatewayCall): Promise<void> {
  const { asked, holder, parley } = call
  if (asked.body === null) return forward(call)
  parley.gatewayKeys.checkOtherPath(holder)
  await forward(holder.models === null ? call : await withNamedChecked(call))
}

async function withNamedChecked(call: GatewayCall): Promise<GatewayCall> {
  const body = await readWhole(call.asked)
  const text = await readBodyText(body, call.asked)
  for (const { model } of modelsIn(text, PLACES.message)) {
    call.parley.gatewayKeys.checkModel(call.holder, model)
  }
  return { ...call, asked: { ...call.asked, body: once(body) } }
}

async function passRun(call: GatewayCall, shape: RunShape, line: Line): Promise<void> {
  const body = await keepBody(call.asked.body, lengthIn(call.asked.headers))
  const observer = observeRun(call, body, line.abort, {}, (run) => spend(call, run))
  const late = afterRequest(listen(call, shape, observer), body.whole, line)
  const model = () => observer.recorder().run.model
  await observer.around(async () => {
    await send(call, { body: body.bytes, line, sink: late.sink, to: shape.to, model })
    await late.settled()
  })
}

/** A call whose request is there, and what goes with it. */
interface Whole {
  policy: Policy
  targets: readonly Target[]
  body: Buffer
  text: string
}

async function carryRun(
  call: GatewayCall,
  shape: RunShape,
  { policy, targets, body, text }: Whole,
  line: Line,
): Promise<void> {
  const extra: HeaderList = []
  const own = { ...call, out: withExtra(call.out, extra) }
  const kept = { take: () => body, whole: Promise.resolve() }
  const replay = await findReplay(own, policy, text)
  if (replay.result !== null) call.parley.metrics.cacheAnswered(replay.result)
  const id = newId()
  const more = { id, replayOf: replay.found?.runId ?? null }
  const tap = tapForCache(own, replay, id)
  const observer = observeRun(own, kept, line.abort, more, (run) => {
    spend(own, run)
    tap.onEnd(run)
  })
  const out = tap.beside(listen(own, shape, observer))
  extra.push(...replay.headers)
  const { found } = replay
  await observer.around(async () => {
    if (found !== null) return give(found, out)
    await askInTurn({
      targets,
      isRetrying: policy.retry,
      ask: (target, sink) => askTarget(own, shape, target, line, sink),
      out: stoppable(out, line),
      extra,
      recorder: observer.recorder(),
      signal: line.abort.signal,
    })
  })
}

function listen(call: GatewayCall, { answer }: RunShape, observer: Observer): Sink {
  return observer.beside(answer?.(call.out) ?? withClosing(call.out, observer.isComplete))
}

function askTarget(
  call: GatewayCall,
  { to }: RunShape,
  { upstream, body, model, isRewritten }: Target,
  line: Line,
  sink: Sink,
): Promise<void> {
  // Another model's name may be longer.
  const stale = isRewritten ? /^content-(length|encoding)$/ : /^content-length$/
  const headers = call.asked.headers.filter(([name]) => !stale.test(name))
  const asked = { ...call.asked, headers: [...headers, lengthOf(body)] }
  return send({ ...call, asked, upstream }, { body, line, sink, to, model: () => model })
}

function lengthIn(headers: HeaderList): number | null {
  const length = header(headers, 'content-length')
  return length === null ? null : Number(length)
}

function lengthOf(body: Buffer): HeaderList[number] {
  return ['content-length', String(body.length)]
}

/** Adds what Parley says itself to the head of an answer. */
function withExtra(out: Sink, extra: HeaderList): Sink {
  return over(out, { head: (status, headers) => out.head(status, [...headers, ...extra]) })
}

function stoppable(out: Sink, line: Line): Sink {
  return over(out, { fail: (error) => out.fail(line.stopped ?? error) })
}

function give(
  { status, headers, body }: { status: number; headers: HeaderList; body: Buffer },
  out: Sink,
) {
  out.head(status, headers)
  void out.write(body)
  out.end()
}

/** Counts what a run came to against its key; an answer that was given again came to nothing. */
function spend({ parley, holder }: GatewayCall, { message, replayOf }: Run): void {
  if (message === null || replayOf !== null) return
  const { content, usage, stop_reason } = message
  // Who leaves before the upstream has counted has had the tokens all the same.
  const { count } = outputTokens(content, usage.output_tokens, stop_reason !== null)
  parley.gatewayKeys.spend(holder.id, promptOf(usage) + Math.max(count, usage.output_tokens ?? 0))
}
