import type { Messages } from './messages'

/** A letter with an accent for each of the alphabet: readable, and not a letter of plain English. */
const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ACCENTED = 'áƀçđéƒǧĥíĵķĺɱñóþɋŕšťúṽŵẋýžÁƁÇĐÉƑǦĤÍĴĶĹṀÑÓÞɊŔŠŤÚṼŴẊÝŽ'
const ACCENT = new Map(Array.from(PLAIN, (letter, at) => [letter, Array.from(ACCENTED)[at] ?? '']))

/**
 * The messages in a language that nobody speaks: each letter accented, each text a third longer.
 * What stays plain on a screen drawn with them has not gone through the messages.
 */
export function pseudoMessages(messages: Messages): Messages {
  // The shape stays: only texts change.
  return mapTexts(messages) as Messages
}

function mapTexts(node: unknown): unknown {
  if (typeof node === 'string') return pseudoText(node)
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, mapTexts(inner)]))
}

/** A text of ICU syntax, accented but for its values, its keywords and its tags. */
export function pseudoText(text: string): string {
  const words = text.replace(/\{[^{}]*\}|<[^>]*>/g, '').length
  return `${accent(text)}${'~'.repeat(Math.ceil(words / 3))}`
}

/** From `at` to the end, or to the brace that closes what `at` is in. */
function accent(text: string): string {
  let result = ''
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at)
    const kept = /^<[^>]*>|^\{\s*\w+\s*\}|^''/.exec(rest)?.[0]
    if (kept !== undefined) {
      result += kept
      at += kept.length
    } else if (rest.startsWith('{')) {
      const end = closing(text, at)
      result += accentOptions(text.slice(at, end))
      at = end
    } else {
      result += ACCENT.get(text[at] ?? '') ?? text[at]
      at += 1
    }
  }
  return result
}

/** `{count, plural, one {# token} other {# tokens}}`: what stands in the inner braces is text. */
function accentOptions(argument: string): string {
  let result = ''
  for (let at = 0; at < argument.length; ) {
    const isInner = at > 0 && argument[at] === '{'
    const end = isInner ? closing(argument, at) : at + 1
    const part = argument.slice(at, end)
    result += isInner ? `{${accent(part.slice(1, -1))}}` : part
    at = end
  }
  return result
}

/** Past the brace that closes the one at `from`. */
function closing(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth += 1
    if (text[at] === '}') depth -= 1
    if (depth === 0) return at + 1
  }
  return text.length
}
