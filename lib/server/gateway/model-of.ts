import 'server-only'

const BACKSLASH = 0x5c

/**
 * The model that a Messages body asks for: the text under `model` in its outermost object; empty
 * when it cannot be told. It only looks, from quote to quote: bodies have up to 32 MB and may break
 * off, and parsing all of that would hold every other call up.
 */
export function modelOf(body: string): string {
  let depth = 0
  for (let at = 0; at < body.length; at++) {
    const char = body[at]
    if (char === '{' || char === '[') depth += 1
    else if (char === '}' || char === ']') depth -= 1
    else if (char === '"') {
      const end = endOfString(body, at)
      if (end === -1) return ''
      if (depth === 1 && body.slice(at, end + 1) === '"model"') {
        const value = /^\s*:\s*("(?:[^"\\]|\\.){0,1024}")/.exec(body.slice(end + 1, end + 2048))
        if (value !== null) return readText(value[1] ?? '')
      }
      at = end
    }
  }
  return ''
}

/** Where a string's closing quote is, or -1. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end
    while (text.charCodeAt(before - 1) === BACKSLASH && before - 1 > start) before -= 1
    if ((end - before) % 2 === 0) return end
  }
  return -1
}

function readText(json: string): string {
  try {
    return String(JSON.parse(json))
  } catch {
    return ''
  }
}
