import type { Settings, UpstreamView } from '../settings'
import type { CodeRequest } from './code-request'

/** Where programs keep the gateway's key; the snippets of Settings say the same. */
export const GATEWAY_KEY = 'PARLEY_API_KEY'

const CODE_TARGETS = ['vendor', 'parley'] as const
/** Whom a program asks: the upstream itself, or this Parley. */
export type CodeTarget = (typeof CODE_TARGETS)[number]

/** What says where a request goes. */
export interface Place {
  /** Of the upstream. */
  name: string
  /** Null while it is not known, or is no more. */
  upstream: Pick<UpstreamView, 'baseUrl' | 'auth' | 'keyVariable'> | null
  known: Pick<Settings, 'defaultUpstream' | 'openai'> | undefined
  /** Of this Parley. */
  origin: string
}

/** The targets that a program can have: the sandbox lives in this process, and is reached here alone. */
export function targetsOf(upstream: Pick<UpstreamView, 'baseUrl'> | null): readonly CodeTarget[] {
  return upstream?.baseUrl == null ? ['parley'] : CODE_TARGETS
}

/** Where a program calls, with which key, and what is translated there. */
export function placeOf(
  { name, upstream, known, origin }: Place,
  target: CodeTarget,
): Pick<CodeRequest, 'base' | 'auth' | 'keyVariable' | 'openAi'> {
  if (target === 'vendor' && upstream?.baseUrl != null) {
    const { baseUrl: base, auth, keyVariable } = upstream
    const openAi = { responseFormat: false, reasoningEffort: false }
    return { base, auth, keyVariable: keyVariable ?? GATEWAY_KEY, openAi }
  }
  return {
    // Another than the default one has an address of its own.
    base: known?.defaultUpstream === name ? origin : `${origin}/u/${name}`,
    auth: 'x-api-key',
    keyVariable: GATEWAY_KEY,
    openAi: known?.openai ?? { responseFormat: false, reasoningEffort: false },
  }
}
