import 'server-only'

/** A request's bytes on their way upstream. */
export interface RequestBody {
  bytes: AsyncIterable<Uint8Array> | null
  /** Resolves when all of it has been read; rejects when it breaks off. */
  whole: Promise<void>
  /** Takes the copy that was kept so far; from then on nothing is kept. */
  take(): Buffer
}

const DONE = Promise.resolve()

/** Passes a body on as upstream takes it, and keeps nothing. */
export function passBody(body: AsyncIterable<Uint8Array> | null): RequestBody {
  return { bytes: body, whole: DONE, take: () => Buffer.alloc(0) }
}

/**
 * Reads a body as fast as it comes, not as fast as upstream takes it, and keeps a copy: what was
 * asked is known while upstream hangs, or is not there at all. The door bounds its size.
 */
export function keepBody(body: AsyncIterable<Uint8Array> | null): RequestBody {
  if (body === null) return passBody(null)
  let copy: Uint8Array[] | null = []
  const { bytes, whole } = readAhead(body, (chunk) => copy?.push(chunk))
  return {
    bytes,
    whole,
    take: () => {
      const taken = Buffer.concat(copy ?? [])
      copy = null
      return taken
    },
  }
}

function readAhead(body: AsyncIterable<Uint8Array>, keep: (chunk: Uint8Array) => void) {
  const waiting: Uint8Array[] = []
  let isOver = false
  let wake = () => {}
  const read = async () => {
    for await (const chunk of body) {
      keep(chunk)
      waiting.push(chunk)
      wake()
    }
  }
  const whole = read().finally(() => {
    isOver = true
    wake()
  })
  // Whoever takes the bytes hears of it.
  whole.catch(() => {})
  async function* pass(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = waiting.shift()
      if (chunk !== undefined) yield chunk
      else if (isOver) return await whole
      else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  }
  return { bytes: pass(), whole }
}
