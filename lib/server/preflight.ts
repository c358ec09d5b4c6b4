import 'server-only'
import { localSources } from '@/lib/domain/files/source'
import type { Preflight } from '@/lib/domain/preflight'
import type { PreflightInput } from '@/lib/domain/preflight-input'
import { isApiError } from '@/lib/wire/errors'
import { isRecord } from '@/lib/wire/json'
import type { Parley } from './parley'
import { askJson } from './upstream/ask'
import type { Upstream } from './upstream/sink'

/** What `count_tokens` reads of a Messages body (claude-api.md §10). */
const COUNTED = [
  ...(['model', 'messages', 'system', 'tools', 'tool_choice', 'thinking'] as const),
  ...(['output_config', 'cache_control', 'speed', 'mcp_servers'] as const),
]

/**
 * As many bytes as the longest context has of text. More is mostly images, which nobody wants to be
 * uploaded each time that somebody pauses in writing.
 */
const MOST_COUNTED = 4 * 1024 ** 2

/** Looks at a request before it is sent: what the API would refuse of it, and how long it is. */
export async function preflight(
  { upstreams, fileInserter }: Parley,
  { upstream: name, apiVersion, betas, body }: PreflightInput,
  signal: AbortSignal,
): Promise<Preflight> {
  const upstream = upstreams.get(name)
  const asker = { version: apiVersion, betas: new Set(betas), signal }
  const turns = Array.isArray(body.messages) ? body.messages.filter(isRecord) : []
  const look = async (inside: boolean) => {
    if (localSources(turns).length === 0) return { shown: body, isWhole: true }
    const { turns: messages, isWhole } = await fileInserter.preview(turns, upstream, inside)
    return { shown: { ...body, messages }, isWhole }
  }
  const counted = async () => {
    const { shown, isWhole } = await look(false)
    return isWhole ? count(upstream, shown, { apiVersion, betas }, signal) : null
  }
  try {
    const { shown, isWhole } = await look(true)
    if (!upstream.isSandbox) return await upstreams.judge(shown, { ...asker, count: counted })
    const judged = await upstreams.judge(shown, asker)
    return isWhole ? judged : { ...judged, inputTokens: null }
  } catch (error) {
    // Somebody wrote on: nobody reads this any more.
    if (signal.aborted) return { complaints: [], inputTokens: null }
    throw error
  }
}

async function count(
  upstream: Upstream,
  body: Record<string, unknown>,
  { apiVersion, betas }: Pick<PreflightInput, 'apiVersion' | 'betas'>,
  signal: AbortSignal,
): Promise<number | null> {
  if (!upstream.isReady) return null
  const asked = Object.fromEntries(
    COUNTED.filter((field) => Object.hasOwn(body, field)).map((field) => [field, body[field]]),
  )
  if (Buffer.byteLength(JSON.stringify(asked)) > MOST_COUNTED) return null
  try {
    const said = await askJson(upstream, '/v1/messages/count_tokens', apiVersion, signal, {
      body: asked,
      betas,
    })
    return isRecord(said) && typeof said.input_tokens === 'number' ? said.input_tokens : null
  } catch (error) {
    // Whatever it says against counting, it may say something else of the request.
    if (isApiError(error)) return null
    throw error
  }
}
