import type { SandboxSettings } from './sandbox-settings'

/** What may be used per minute. */
export interface TokenRates {
  requests: number
  input: number
  output: number
}

export interface LimitTier {
  /** Of each class of models, where `byLine` does not say otherwise. */
  messages: TokenRates
  byLine?: Readonly<Partial<Record<string, TokenRates>>>
  /** Requests per minute to the other endpoints. */
  requests: Readonly<Record<'count_tokens' | 'batches' | 'files', number>>
}

const rates = (requests: number, input: number, output: number): TokenRates => ({
  requests,
  input,
  output,
})

/** Mythos, of which no source has figures, gets Fable's. */
const dearest = (fable: TokenRates) => ({ fable, mythos: fable })

const FILES_RPM = 500

/**
 * The rate limits that the sandbox can imitate (claude-api.md §6). Where no source has figures for
 * an endpoint of `tier4`, it has those of `scale`.
 */
export const LIMITS_BY_TIER: Readonly<Record<SandboxSettings['tier'], LimitTier>> = {
  // The baseline's.
  tier4: {
    messages: rates(4_000, 2_000_000, 400_000),
    requests: { count_tokens: 8_000, batches: 4_000, files: FILES_RPM },
  },
  start: {
    messages: rates(1_000, 2_000_000, 400_000),
    byLine: dearest(rates(1_000, 500_000, 100_000)),
    requests: { count_tokens: 2_000, batches: 1_000, files: FILES_RPM },
  },
  build: {
    messages: rates(5_000, 5_000_000, 1_000_000),
    byLine: dearest(rates(2_000, 1_500_000, 300_000)),
    requests: { count_tokens: 4_000, batches: 2_000, files: FILES_RPM },
  },
  scale: {
    messages: rates(10_000, 10_000_000, 2_000_000),
    byLine: dearest(rates(4_000, 4_000_000, 800_000)),
    requests: { count_tokens: 8_000, batches: 4_000, files: FILES_RPM },
  },
  // No tier of the API: small enough to meet a limit by hand.
  tiny: {
    messages: rates(5, 20_000, 4_000),
    requests: { count_tokens: 20, batches: 20, files: 20 },
  },
}
