import 'server-only'

/** A request's bytes on their way upstream. */
export interface RequestBody {
  bytes: AsyncIterable<Uint8Array> | Uint8Array | null
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

/** A body that is no longer than this mostly comes in one piece. */
const SHORT = 64 * 1024

/**
 * Reads a body as fast as it comes, not as fast as upstream takes it, and keeps a copy: what was
 * asked is known while upstream hangs, or is not there at all. The door bounds its size. `length` is
 * what the client says that it has; one that its first piece holds whole goes on in one piece too,
 * which spares a third of what a short call costs.
 */
export async function keepBody(
  body: AsyncIterable<Uint8Array> | null,
  length: number | null,
): Promise<RequestBody> {
  if (body === null) return passBody(null)
  const source = body[Symbol.asyncIterator]()
  const first = source.next()
  if (length !== null && length <= SHORT) {
    // Whoever reads on meets a failure again.
    const piece = await first.catch(() => null)
    if (piece?.value?.length === length) {
      void source.next().catch(() => {})
      return { bytes: piece.value, whole: DONE, take: () => Buffer.from(piece.value) }
    }
  }
  let copy: Uint8Array[] | null = []
  const { bytes, whole } = readAhead(goOn(first, source), (chunk) => copy?.push(chunk))
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

async function* goOn(
  first: Promise<IteratorResult<Uint8Array>>,
  source: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let next = first; ; next = source.next()) {
    const { value, done } = await next
    if (done === true) return
    yield value
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
