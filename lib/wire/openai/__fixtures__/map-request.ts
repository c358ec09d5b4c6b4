import { type RequestOptions, toMessagesRequest } from '../request'

export const OPTIONS: RequestOptions = {
  defaultMaxTokens: () => 4096,
  canSample: () => ({ temperature: true, topP: true, both: true }),
  mapping: { responseFormat: () => false, reasoningEffort: () => false },
}

export const hi = { role: 'user', content: 'Hi' }

/** What the least request becomes. */
export const PLAIN = {
  model: 'claude-sonnet-4-20250514',
  max_tokens: 4096,
  messages: [{ role: 'user', content: 'Hi' }],
}

/** Maps the least request with other fields. */
export function map(fields: object, options: Partial<RequestOptions> = {}) {
  const request = { model: PLAIN.model, messages: [hi], ...fields }
  return toMessagesRequest(request, { ...OPTIONS, ...options })
}

export const bodyOf = (fields: object, options?: Partial<RequestOptions>) => map(fields, options).body
export const turnsOf = (...messages: unknown[]) => bodyOf({ messages }).messages
