/**
 * How a stream of the Messages API leaves its reader: told of its end (by `message_stop` or an
 * `error`), unable to read it, or without an end.
 */
export type StreamEnd = 'stop' | 'error' | 'unreadable' | 'open'

type Json = Record<string, unknown>

/** The events that make an answer: of these, and of frames without a name, each must hold JSON. */
const OF_THE_ANSWER = new Set([
  'message_start',
  'content_block_start',
  'content_block_delta',
  'content_block_stop',
  'message_delta',
  'message_stop',
])

/** Reads a whole stream by the HTML standard, at once and without the program's own reader. */
export function endOfStream(bytes: Uint8Array): StreamEnd {
  let hasBegun = false
  for (const { event, data } of readFrames(new TextDecoder().decode(bytes))) {
    if (event === 'error') return 'error'
    const value = parseObject(data)
    if (value === null) {
      if (data === '' || data === '[DONE]') continue
      if (event === null || OF_THE_ANSWER.has(event)) return 'unreadable'
      continue
    }
    const type = typeof value.type === 'string' ? value.type : event
    if (type === null) return 'unreadable'
    if (type === 'error') return 'error'
    // A stop of nothing ends nothing.
    if (type === 'message_stop' && hasBegun) return 'stop'
    hasBegun ||= begins(type, value)
  }
  return 'open'
}

/** True for what an answer can begin with; text without its start is not lost. */
function begins(type: unknown, { content_block: block, delta }: Json): boolean {
  if (type === 'message_start') return true
  if (type === 'content_block_start') return isObject(block) && typeof block.type === 'string'
  if (type !== 'content_block_delta' || !isObject(delta)) return false
  const text = { text_delta: delta.text, thinking_delta: delta.thinking }[String(delta.type)]
  return typeof text === 'string' && text !== ''
}

function* readFrames(text: string): Generator<{ event: string | null; data: string }> {
  // What stands after the last line end is no line yet.
  const lines = text.split(/\r\n|\r|\n/).slice(0, -1)
  let event: string | null = null
  let data: string[] = []
  for (const line of lines) {
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
    if (line === '') {
      if (data.length > 0) yield { event, data: data.join('\n') }
      event = null
      data = []
    } else if (name === 'data') data.push(value)
    else if (name === 'event') event = value === '' ? null : value
  }
}

function parseObject(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
