import 'server-only'

/** More than a request may hold: with fewer it would forget the first before it comes round again. */
const MOST_RESULTS = 1_000
const MOST_CHARACTERS = 16_000_000

/**
 * `work` for bytes, done once for equal ones as long as its result is remembered: a conversation
 * sends its files again with every turn. `sizeOf` says how many characters a result holds.
 */
export function rememberByBytes<Result>(
  work: (bytes: Uint8Array) => Promise<Result>,
  sizeOf: (result: Result) => number,
): (bytes: Uint8Array) => Promise<Result> {
  /** The least recently used first; a size is 0 until it is known. */
  const remembered = new Map<string, { result: Promise<Result>; size: number }>()
  const forget = () => {
    let [results, characters] = [0, 0]
    for (const [key, { size }] of [...remembered].reverse()) {
      results++
      characters += size
      if (results > MOST_RESULTS || characters > MOST_CHARACTERS) remembered.delete(key)
    }
  }
  return async (bytes) => {
    const key = await sha256(bytes)
    const known = remembered.get(key)
    const entry = known ?? { result: work(bytes), size: 0 }
    remembered.delete(key)
    remembered.set(key, entry)
    try {
      const result = await entry.result
      entry.size = sizeOf(result)
      forget()
      return result
    } catch (error) {
      // Next time it may go well.
      if (remembered.get(key) === entry) remembered.delete(key)
      throw error
    }
  }
}

/** Reckoned beside the main thread. */
async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))
  return Buffer.from(digest).toString('hex')
}
