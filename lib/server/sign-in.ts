import 'server-only'
import { createHmac, randomBytes } from 'node:crypto'
import { ApiError } from '@/lib/wire/errors'
import { isEqualSecret, sha256 } from './equal-secret'
import type { Secret } from './secret'
import type { Db } from './store/schema'
import { deleteSession, findSession, insertSession } from './store/sessions'

/** Sign-in of the one owner. Part of the Parley object, because it counts failures. */
export interface Sessions {
  /** False = no password is set, and everyone who gets past the door is the owner. */
  isNeeded: boolean
  /** The token of a new session. Throws 401 for a wrong password, 429 after too many. */
  signIn(password: string, address: string): Promise<string>
  isValid(token: string | undefined): Promise<boolean>
  signOut(token: string): Promise<void>
}

export const SESSION_DAYS = 30
const SESSION_MS = SESSION_DAYS * 86_400_000
const WINDOW_MS = 60_000
const MOST_FAILURES = 10
const MOST_ADDRESSES = 10_000

/** Opens sign-in over the store's sessions. */
export function createSessions(options: {
  db: Db
  password: Secret | null
  now?: () => number
}): Sessions {
  const { db, password, now = Date.now } = options
  const failures = new Map<string, number[]>()
  return {
    isNeeded: password !== null,
    async signIn(presented, address) {
      const recent = (failures.get(address) ?? []).filter((at) => at > now() - WINDOW_MS)
      if (password === null) throw new ApiError(400, 'No password is set.')
      refuseTooMany(recent, now())
      if (!isEqualSecret(presented, password.reveal())) {
        remember(failures, address, [...recent, now()])
        throw new ApiError(401, 'The password is not right.')
      }
      failures.delete(address)
      const token = randomBytes(32).toString('base64url')
      await insertSession(db, {
        token_hash: hash(token),
        password_tag: tag(password, token),
        created_at: now(),
        expires_at: now() + SESSION_MS,
      })
      return token
    },
    async isValid(token) {
      if (password === null) return true
      if (token === undefined) return false
      const session = await findSession(db, hash(token), now())
      return session !== undefined && isEqualSecret(session.password_tag, tag(password, token))
    },
    signOut: (token) => deleteSession(db, hash(token)),
  }
}

function refuseTooMany(recent: readonly number[], now: number): void {
  const oldest = recent[0]
  if (recent.length < MOST_FAILURES || oldest === undefined) return
  const seconds = Math.max(1, Math.ceil((oldest + WINDOW_MS - now) / 1000))
  throw new ApiError(429, `Too many wrong passwords. Try again in ${seconds} s.`, {
    headers: { 'retry-after': String(seconds) },
  })
}

/** The oldest entries go first, so that a flood of addresses cannot fill the memory. */
function remember(failures: Map<string, number[]>, address: string, times: number[]): void {
  failures.delete(address)
  failures.set(address, times)
  for (const first of failures.keys()) {
    if (failures.size <= MOST_ADDRESSES) break
    failures.delete(first)
  }
}

function hash(token: string): string {
  return sha256(token).toString('hex')
}

/** Ties a session to the password; useless for guessing it without the token, which is not stored. */
function tag(password: Secret, token: string): string {
  return createHmac('sha256', password.reveal()).update(token).digest('hex')
}
