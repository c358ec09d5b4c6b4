import 'server-only'
import type { UpstreamKeyView } from '@/lib/domain/upstream-keys'
import type { Secret } from '../secret'
import type { StoredKey } from './keyring'

/** Four characters of fewer than these would be a share of the secret that counts. */
const LEAST_TO_HINT = 24

/**
 * The last four characters, as the providers' own consoles show them: enough to tell two keys apart,
 * and out of a hundred no help in guessing the rest.
 */
export function hintOf(secret: Secret | null): string | null {
  const text = secret?.reveal() ?? ''
  return text.length < LEAST_TO_HINT ? null : text.slice(-4)
}

/** A stored key without its secret, for an upstream whose calls go to `origin`. */
export function toKeyView(key: StoredKey, origin: string): UpstreamKeyView {
  const { id, name, workspaceId, secret, isActive, createdAt, test } = key
  return {
    id,
    name,
    hint: hintOf(secret),
    workspaceId,
    origin: key.origin,
    state: secret === null ? 'unreadable' : key.origin === origin ? 'usable' : 'other-origin',
    isActive,
    createdAt,
    test,
  }
}
