import type { ChatSettings } from '../chat-settings'
import { requestPath } from '../request-headers'
import type { Settings, UpstreamView } from '../settings'
import { nameOfDefinition } from '../tools/definition'
import type { Tool } from '../tools/tool'
import type { CodeRequest } from './code-request'
import { isObject, parseExact } from './exact-json'

/** Where programs keep the gateway's key; the snippets of Settings say the same. */
export const GATEWAY_KEY = 'PARLEY_API_KEY'

export const CODE_TARGETS = ['vendor', 'parley'] as const
/** Whom a program asks: the upstream itself, or this Parley. */
export type CodeTarget = (typeof CODE_TARGETS)[number]

interface Asked {
  settings: ChatSettings
  /** Null while the upstreams are not known. */
  upstream: UpstreamView | null
  /** Less the credential. */
  headers: readonly (readonly [name: string, value: string])[]
  body: object
  /** The library; undefined while it is not known. */
  tools: readonly Tool[] | undefined
  known: Pick<Settings, 'defaultUpstream' | 'openai'> | undefined
  /** Of this Parley. */
  origin: string
}

/** The targets that a program can have: the sandbox lives in this process, and is reached here alone. */
export function targetsOf(upstream: UpstreamView | null): readonly CodeTarget[] {
  return upstream?.baseUrl == null ? ['parley'] : CODE_TARGETS
}

/** The request that sending would make now, as a program is to make it. */
export function chatCode(asked: Asked, target: CodeTarget): CodeRequest {
  const { settings, headers, body, tools, known } = asked
  const text = JSON.stringify(body)
  const value = parseExact(text)
  return {
    ...placeOf(asked, target),
    path: requestPath(settings),
    // Here the workspace is that of the key which Parley adds.
    headers:
      target === 'vendor' ? headers : headers.filter(([name]) => name !== 'anthropic-workspace-id'),
    body: isObject(value) ? value : {},
    text,
    scripts: scriptsOf(settings, tools),
    maxSteps: settings.loop.maxSteps,
    openAi:
      target === 'parley' && known !== undefined
        ? known.openai
        : { responseFormat: false, reasoningEffort: false },
  }
}

function placeOf({ settings, upstream, known, origin }: Asked, target: CodeTarget) {
  if (target === 'vendor' && upstream?.baseUrl != null) {
    const { baseUrl: base, auth, keyVariable } = upstream
    return { base, auth, keyVariable: keyVariable ?? GATEWAY_KEY }
  }
  // Another than the default one has an address of its own.
  const isDefault = known?.defaultUpstream === settings.upstream
  const base = isDefault ? origin : `${origin}/u/${settings.upstream}`
  return { base, auth: 'x-api-key' as const, keyVariable: GATEWAY_KEY }
}

function scriptsOf(
  { tools }: ChatSettings,
  library: readonly Tool[] | undefined,
): Map<string, string> {
  const known = new Map(library?.map(({ id, answer }) => [id, answer]))
  return new Map(
    tools.flatMap(({ id, definition }) => {
      const answer = known.get(id)
      return answer?.by === 'javascript' ? [[nameOfDefinition(definition), answer.code]] : []
    }),
  )
}
