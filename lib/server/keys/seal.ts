import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** AES-256-GCM, as a row keeps it. */
export interface Sealed {
  nonce: Uint8Array
  ciphertext: Uint8Array
  tag: Uint8Array
}

/** The place that a sealed text belongs to. In another one it does not open. */
export interface Place {
  owner: string
  upstream: string
  /** Scheme, host and port. */
  origin: string
  id: string
}

const CIPHER = 'aes-256-gcm'
/** NIST SP 800-38D: 96 random bits are safe for 2^32 texts under one key. */
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Encrypts a text for one place. */
export function seal(key: Uint8Array, text: string, place: Place): Sealed {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(bindingOf(place))
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return { nonce, ciphertext, tag: cipher.getAuthTag() }
}

/** The text, or null when key, place or any byte is another. */
export function unseal(key: Uint8Array, sealed: Sealed, place: Place): string | null {
  try {
    const decipher = createDecipheriv(CIPHER, key, sealed.nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(bindingOf(place))
    decipher.setAuthTag(sealed.tag)
    return Buffer.concat([decipher.update(sealed.ciphertext), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** As JSON, so that no two places read the same. */
function bindingOf({ owner, upstream, origin, id }: Place): Buffer {
  return Buffer.from(JSON.stringify(['parley upstream key 1', owner, upstream, origin, id]))
}
