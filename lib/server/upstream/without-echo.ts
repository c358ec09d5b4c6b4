import 'server-only'
import type { Sink } from './sink'

/** Shorter ones are placeholders of local servers, which would be found everywhere. */
const LEAST = 8
const STAR = 0x2a

/**
 * A refusal may quote the key that it refuses; whoever reads the answer, a gateway's client above
 * all, has no right to it. Stars take its place, as many bytes as it had. Answers below 400 pass as
 * they are, and so do errors in an encoding.
 */
export function withoutEcho(sink: Sink, secrets: readonly string[]): Sink {
  const masks = secrets.filter((secret) => secret.length >= LEAST).map(createMask)
  if (masks.length === 0) return sink
  let isError = false
  const clean = (chunk: Uint8Array) => masks.reduce((bytes, mask) => mask.push(bytes), chunk)
  const finish = () => {
    if (!isError) return
    const rest = masks.reduce(
      (bytes, mask) => Buffer.concat([mask.push(bytes), mask.end()]),
      Buffer.alloc(0),
    )
    if (rest.length > 0) void sink.write(rest)
  }
  return {
    head: (status, headers) => {
      isError = status >= 400
      const shown = headers.map(([name, value]): [string, string] => [name, strike(value, secrets)])
      sink.head(status, isError ? shown : headers)
    },
    write: (chunk) => sink.write(isError ? clean(chunk) : chunk),
    end: () => {
      finish()
      sink.end()
    },
    fail: (error) => {
      finish()
      sink.fail(error)
    },
  }
}

function strike(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= LEAST)
    .reduce((rest, secret) => rest.replaceAll(secret, '*'.repeat(secret.length)), text)
}

/** Holds back only what may be the beginning of the secret. */
function createMask(secret: string) {
  const needle = Buffer.from(secret, 'latin1')
  let held = Buffer.alloc(0)
  return {
    push: (chunk: Uint8Array): Buffer => {
      const bytes = Buffer.concat([held, chunk])
      for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at)) {
        bytes.fill(STAR, at, at + needle.length)
      }
      const keep = overlap(bytes, needle)
      held = bytes.subarray(bytes.length - keep)
      return bytes.subarray(0, bytes.length - keep)
    },
    end: (): Buffer => {
      const rest = held
      held = Buffer.alloc(0)
      return rest
    },
  }
}

/** How many of the last bytes are the first ones of the needle. */
function overlap(bytes: Buffer, needle: Buffer): number {
  for (let size = Math.min(bytes.length, needle.length - 1); size > 0; size--) {
    if (bytes.subarray(bytes.length - size).equals(needle.subarray(0, size))) return size
  }
  return 0
}
