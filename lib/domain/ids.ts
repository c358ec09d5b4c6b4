import * as z from 'zod/mini'

/** UUIDv7: minted by the client, sorts by time, so nothing waits for a server to name it. */
export const idSchema = z.uuidv7()

/** Drawn ahead: asking for random bytes costs more than all the rest of an id. */
const RANDOM = new Uint8Array(16 * 64)
let used = RANDOM.length

/** A new UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then random bits. */
export function newId(now = Date.now()): string {
  const bytes = takeRandom()
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}

function takeRandom(): Uint8Array {
  if (used === RANDOM.length) {
    crypto.getRandomValues(RANDOM)
    used = 0
  }
  used += 16
  return RANDOM.slice(used - 16, used)
}
