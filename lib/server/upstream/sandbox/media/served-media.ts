import 'server-only'
import { afterAll } from 'vitest'
import { gatherBrief } from '../answer/gather'
import { parseRequest } from '../request/parse'
import { messagesSchema } from '../request/schema'
import { serveSandbox } from '../served-sandbox'
import { createState } from '../state'
import { readMedia } from './read-media'

/** For tests: requests with something to look into. */

export const turnsOf = (content: unknown) => [{ role: 'user', content }]
export const requestOf = (messages: unknown, model = 'claude-opus-5-5') => ({
  model,
  max_tokens: 2000,
  messages,
})

/** A sandbox, served as long as the tests of a file run, and one that only looks. */
export async function serveMedia() {
  const state = createState({ tps: 0, dir: '/nonexistent' })
  const sandbox = await serveSandbox()
  afterAll(() => Promise.all([state.worker.close(), sandbox.close()]))
  return {
    sandbox,
    /** What an answer would know of a request. */
    async briefOf(messages: unknown) {
      const asker = { version: '2023-06-01', betas: new Set<string>() } as const
      const asked = parseRequest(requestOf(messages), asker, messagesSchema)
      const media = await readMedia(asked, state, new AbortController().signal)
      return gatherBrief(asked.body, media, '', 0)
    },
    async refusalOf(content: unknown, model?: string) {
      const answer = await sandbox.post(requestOf(turnsOf(content), model))
      return { status: answer.status, message: (await answer.json()).error?.message as unknown }
    },
  }
}
