import 'server-only'
import { ApiError, isApiError } from '@/lib/wire/errors'
import type { KeyHolder } from '../gateway-keys/holder'
import type { Parley } from '../parley'
import { header } from '../upstream/headers'
import type { Sink, Upstream } from '../upstream/sink'
import { answerError, answerTo, type Dialect } from './answer'
import type { Asked } from './asked'
import { createBatch, forwardBatch } from './batches'
import type { GatewayCall } from './call'
import { forwardFile, forwardFileDeletion, forwardUpload } from './files'
import { forward } from './forward'
import { getModel, listModels } from './models'
import { besideDoor } from './observe'
import { forwardChat } from './openai'
import { recordRefusal } from './refused'
import { forwardCount, forwardOther, forwardRun } from './run'

type Answer = (call: GatewayCall) => Promise<void>

interface Route {
  method: string
  pattern: RegExp
  answer: Answer
}

const plain: Answer = (call) => forward(call)
const route = (method: string, pattern: RegExp, answer: Answer): Route => ({
  method,
  pattern,
  answer,
})

/** What the gateway answers. The paths are the API's own (claude-api.md §1). */
const ROUTES: readonly Route[] = [
  route('POST', /^\/v1\/messages$/, (call) => forwardRun(call)),
  route('POST', /^\/v1\/messages\/count_tokens$/, forwardCount),
  route('POST', /^\/v1\/messages\/batches$/, createBatch),
  route('GET', /^\/v1\/messages\/batches$/, forwardBatch),
  route('GET', /^\/v1\/messages\/batches\/[^/]+$/, forwardBatch),
  route('DELETE', /^\/v1\/messages\/batches\/[^/]+$/, plain),
  route('POST', /^\/v1\/messages\/batches\/[^/]+\/cancel$/, forwardBatch),
  route('GET', /^\/v1\/messages\/batches\/[^/]+\/results$/, plain),
  route('POST', /^\/v1\/chat\/completions$/, forwardChat),
  route('GET', /^\/v1\/models$/, listModels),
  route('GET', /^\/v1\/models\/[^/]+$/, getModel),
  route('POST', /^\/v1\/files$/, forwardUpload),
  route('GET', /^\/v1\/files$/, plain),
  route('GET', /^\/v1\/files\/[^/]+$/, forwardFile),
  route('DELETE', /^\/v1\/files\/[^/]+$/, forwardFileDeletion),
  route('GET', /^\/v1\/files\/[^/]+\/content$/, forwardFile),
]

/** Answers a call at the gateway, whatever becomes of it, into a door's sink. */
export async function answerGateway(parley: Parley, asked: Asked, door: Sink): Promise<void> {
  const { upstreamName, base, path } = readTarget(asked.target)
  const dialect = dialectOf(path, asked)
  const out = answerTo(door, asked, dialect)
  const run = { hasBegun: false }
  let known: Pick<GatewayCall, 'holder' | 'upstream'> | null = null
  try {
    const holder = identify(parley, asked)
    const upstream = parley.upstreams.get(upstreamName ?? parley.upstreams.defaultName)
    known = { holder, upstream }
    parley.gatewayKeys.admit(holder)
    parley.gatewayKeys.checkUpstream(holder, upstream.name)
    const answer = findAnswer(asked.method, path, upstream)
    await answer({ parley, holder, upstream, asked, path, base: asked.origin + base, out, run })
  } catch (error) {
    const isHeard = !out.hasBegun && !asked.signal.aborted
    if (isHeard) parley.metrics.refused(isApiError(error) ? error.status : 500)
    const isRefusal = isHeard && !run.hasBegun
    const refused = isRefusal && known !== null ? { parley, asked, path, ...known } : null
    const recorder = refused === null ? null : recordRefusal(refused)
    const own =
      recorder === null
        ? out
        : answerTo(
            besideDoor(door, () => recorder),
            asked,
            dialect,
          )
    answerError(own, error, parley.log, asked)
  }
}

/** Throws 401 for a key that does not count. */
function identify({ gatewayKeys }: Parley, { headers }: Asked): KeyHolder {
  return gatewayKeys.identify(header(headers, 'x-api-key'), header(headers, 'authorization'))
}

/**
 * An upstream is chosen by its name before the API's own path: `/u/NAME/v1/messages`. OpenAI's SDKs
 * call their paths without `/v1` where the base URL has none.
 */
function readTarget(target: string) {
  const [, base = '', name] = /^(\/u\/([^/?]+))(?=\/)/.exec(target) ?? []
  const rest = target.slice(base.length)
  return {
    upstreamName: name === undefined ? null : decodeURIComponent(name),
    base,
    path: /^\/(chat\/completions|models)(?=[/?]|$)/.test(rest) ? `/v1${rest}` : rest,
  }
}

/** A model list that is asked for without a version is asked for by an OpenAI client (item 7). */
function dialectOf(path: string, { headers }: Asked): Dialect {
  const isVersioned = header(headers, 'anthropic-version') !== null
  if (/^\/v1\/models(\/[^/?]+)?(\?|$)/.test(path)) return isVersioned ? 'messages' : 'openai'
  return /^\/v1\/chat\//.test(path) ? 'openai' : 'messages'
}

function findAnswer(method: string, path: string, { passes }: Upstream): Answer {
  const [pathname = ''] = path.split('?', 1)
  const known = ROUTES.filter(({ pattern }) => pattern.test(pathname))
  const found = known.find((one) => one.method === method)
  if (found !== undefined) return found.answer
  if (known.length === 0) {
    if (passes.some((one) => pathname === one || pathname.startsWith(`${one}/`))) {
      return forwardOther
    }
    throw new ApiError(404, `Not found: ${method} ${pathname}`)
  }
  const allow = known.map((one) => one.method).join(', ')
  throw new ApiError(405, `${pathname} takes ${allow}, not ${method}.`, { headers: { allow } })
}
