import 'server-only'
import { afterAll, beforeEach, expect } from 'vitest'
import { serveSandbox } from '../served-sandbox'

/** For tests: what prompts and their breakpoints are made of. */

export const MINUTE = 60_000

export const MARK = { type: 'ephemeral' as const }
export const HOUR = { type: 'ephemeral' as const, ttl: '1h' as const }

/** A text of so many tokens. */
export const words = (tokens: number) => `word${' word'.repeat(tokens - 1)}`
export const text = (tokens: number, cache_control?: object, say = words(tokens)) => ({
  type: 'text',
  text: say,
  ...(cache_control === undefined ? {} : { cache_control }),
})
export const user = (...content: object[]) => ({ role: 'user', content })
export const assistant = (...content: object[]) => ({ role: 'assistant', content })

/** For the marks around a turn, as the sandbox counts. */
export const TURN = 4
/** A turn, and those marks, of the one word that `send` says; and what goes with any request. */
export const HELLO = TURN + 1 + 3

/**
 * For tests: a sandbox with a clock, served as long as the tests of a file run, and asked for nothing
 * but what its cache does. What the test before wrote has long gone.
 */
export async function serveCache() {
  const clock = { now: Date.UTC(2026, 10, 22) }
  const sandbox = await serveSandbox({ now: () => clock.now })
  afterAll(() => sandbox.close())
  beforeEach(() => {
    clock.now += 120 * MINUTE
  })
  const send = async (body: object) => {
    const response = await sandbox.post({
      model: 'claude-opus-5',
      max_tokens: 1,
      messages: [user(text(1, undefined, 'Hello'))],
      ...body,
    })
    return { status: response.status, message: await response.json() }
  }
  return {
    sandbox,
    clock,
    send,
    /** The input counters of an answer that succeeds. */
    async ask(body: object) {
      const { status, message } = await send(body)
      expect([status, message.error]).toEqual([200, undefined])
      const { input_tokens, cache_creation, ...usage } = message.usage
      const { ephemeral_5m_input_tokens: written5m, ephemeral_1h_input_tokens: written1h } =
        cache_creation
      expect(usage.cache_creation_input_tokens).toBe(written5m + written1h)
      return { read: usage.cache_read_input_tokens, written5m, written1h, fresh: input_tokens }
    },
  }
}
