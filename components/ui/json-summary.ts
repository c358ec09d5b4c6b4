const SHOWN_STRING = 40

/** Whether a value has parts to fold out. */
export function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** The parts of an object or array, by name or by number. */
export function entriesOf(value: object): [name: string, value: unknown][] {
  return Object.entries(value)
}

/** A value in one line of about `budget` characters; what does not fit is an ellipsis. Never walks a large value. */
export function summarize(value: unknown, budget = 72): string {
  if (!isContainer(value)) return scalar(value, SHOWN_STRING)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }']
  let text = ''
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue
    const inner: unknown = Reflect.get(value, key)
    const part = isContainer(inner)
      ? Array.isArray(inner)
        ? '[…]'
        : '{…}'
      : scalar(inner, SHOWN_STRING)
    const named = Array.isArray(value) ? part : `${key}: ${part}`
    const separator = text === '' ? '' : ', '
    if (text.length + named.length > budget) return `${open}${text}${separator}…${close}`
    text += separator + named
  }
  if (text === '') return Array.isArray(value) ? '[]' : '{}'
  return open + text + close
}

/** A value without parts as JSON, a long string cut at `limit` characters. */
export function scalar(value: unknown, limit: number): string {
  if (typeof value !== 'string' || value.length <= limit) return JSON.stringify(value) ?? 'null'
  return `${JSON.stringify(value.slice(0, limit)).slice(0, -1)}…"`
}
