import 'server-only'

/** For tests: a question of a user, with room for long answers. */
export const ask = (content = 'Hello', more: object = {}) => ({
  model: 'claude-sonnet-4-20250514',
  max_tokens: 8000,
  messages: [{ role: 'user' as const, content }],
  ...more,
})
