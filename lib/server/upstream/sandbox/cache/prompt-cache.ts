import 'server-only'
import type { Answer, InputUsage } from '../answer/answer'
import { countBlocks } from '../answer/input-tokens'
import type { Media } from '../media/media'
import type { Asked } from '../request/rule'
import { createDiagnoses } from './diagnoses'
import { createEntries } from './entries'
import { prefixKey, takeFingerprint } from './fingerprint'
import { type CacheTtl, listBlocks, type PromptBlock } from './prompt-blocks'

/** A request's input as the cache found it. */
export interface CachedPrompt {
  input: InputUsage
  diagnostics: Answer['diagnostics']
  /** Called when the answer begins: from then on other requests can read what this one writes. */
  begin(messageId: string): void
}

/** The prompt cache of the sandbox's one workspace (claude-api.md §2.7). It holds digests only. */
export interface PromptCache {
  look(asked: Asked, media: Media): CachedPrompt
}

/** How many blocks a breakpoint looks back for something cached, itself the first (§2.7). */
const LOOKBACK_BLOCKS = 20

/** An empty cache, which forgets by the clock `now`. */
export function createPromptCache(now: () => number): PromptCache {
  const entries = createEntries(now)
  const diagnoses = createDiagnoses()
  return {
    look(asked, media) {
      const blocks = listBlocks(asked.body)
      const { sizes, total } = countBlocks(blocks, media)
      const breakpoints = findBreakpoints(blocks, sizes, asked.model.minCacheTokens)
      if (breakpoints.length === 0 && asked.body.diagnostics == null) {
        return { input: splitInput(total, 0, []), diagnostics: null, begin: () => {} }
      }
      const print = takeFingerprint(asked, blocks)
      const keyAt = (at: number) => prefixKey(print, blocks, at)
      const hit = findHit(breakpoints, (at) => entries.has(keyAt(at)))
      const read = sizes.slice(0, (hit ?? -1) + 1).reduce((sum, tokens) => sum + tokens, 0)
      const input = splitInput(total, read, breakpoints)
      const cached = read + input.written5m + input.written1h
      return {
        input,
        diagnostics: diagnoses.compare(asked.body.diagnostics, { print, cached }, read),
        begin(messageId) {
          // A read gives what is read its whole time again; it is there, so that '5m' changes nothing.
          if (hit !== null) entries.touch(keyAt(hit), '5m')
          for (const { at, ttl } of breakpoints) entries.touch(keyAt(at), ttl)
          if (asked.body.diagnostics != null) diagnoses.keep(messageId, { print, cached })
        },
      }
    },
  }
}

interface Breakpoint {
  /** The last block before it. */
  at: number
  ttl: CacheTtl
  /** Tokens up to it. */
  end: number
}

/** The breakpoints that count: what is too short before one is silently left uncached (§2.7). */
function findBreakpoints(
  blocks: readonly PromptBlock[],
  sizes: readonly number[],
  least: number,
): Breakpoint[] {
  const found: Breakpoint[] = []
  let end = 0
  for (const [at, { marks }] of blocks.entries()) {
    end += sizes[at] ?? 0
    const ttl = marks.includes('1h') ? '1h' : marks[0]
    if (ttl !== undefined && end >= least) found.push({ at, ttl, end })
  }
  return found
}

/** The last block of the longest prefix that is cached and within sight of a breakpoint. */
function findHit(
  breakpoints: readonly Breakpoint[],
  isCached: (at: number) => boolean,
): number | null {
  for (const { at } of breakpoints.toReversed()) {
    for (let back = at; back > at - LOOKBACK_BLOCKS && back >= 0; back--) {
      if (isCached(back)) return back
    }
  }
  return null
}

/** What lies between the read prefix and the last breakpoint is written, each part for its breakpoint's time. */
function splitInput(total: number, read: number, breakpoints: readonly Breakpoint[]): InputUsage {
  const written = { '5m': 0, '1h': 0 }
  let start = read
  for (const { end, ttl } of breakpoints) {
    if (end <= start) continue
    written[ttl] += end - start
    start = end
  }
  const [written5m, written1h] = [written['5m'], written['1h']]
  return { fresh: total - read - written5m - written1h, written5m, written1h, read }
}
