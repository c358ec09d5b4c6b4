import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { compileMessages } from '@/lib/client/i18n/compile-messages'
import { MESSAGES } from '@/lib/client/i18n/messages'
import { pickLocale } from '@/lib/client/i18n/pick-locale'
import { pseudoMessages } from '@/lib/client/i18n/pseudo-messages'
import type { Preferences } from '@/lib/domain/preferences'
import type { Locale } from '@/lib/domain/settings'
import { parley } from '@/lib/server/parley'
import { readLocale as readOwnersLocale, readPreferences } from '@/lib/server/preferences'
import { readSessionToken } from '@/lib/server/session-cookie'

/** The nonce that the front door put into this request's content security policy. */
export async function readNonce(): Promise<string | undefined> {
  const policy = (await headers()).get('content-security-policy')
  return /'nonce-([^']+)'/.exec(policy ?? '')?.[1]
}

/** The owner's language; where none is set, the browser's. */
export async function readLocale(): Promise<Locale> {
  const owners = await readOwnersLocale(parley().store.db)
  return owners ?? pickLocale((await headers()).get('accept-language'))
}

const compiled = new Map<Locale, string>()

/**
 * The texts of a language, compiled, as JSON: React takes a tree of thousands apart and puts it together
 * again, a text it passes on. In a test of what is not translated, those of the pseudo language.
 */
export function readMessages(locale: Locale): string {
  const known = compiled.get(locale)
  if (known !== undefined) return known
  const texts = parley().config.isPseudo ? pseudoMessages(MESSAGES.en) : MESSAGES[locale]
  const made = JSON.stringify(compileMessages(texts))
  compiled.set(locale, made)
  return made
}

/** How the owner likes to read and write. */
export function readOwnersPreferences(): Promise<Preferences> {
  return readPreferences(parley().store.db)
}

/** True unless a password is set and this browser has not given it. */
export async function isSignedIn(): Promise<boolean> {
  const jar = await cookies()
  return parley().sessions.isValid(readSessionToken((name) => jar.get(name)?.value))
}

/** Sends whoever is not signed in to the sign-in page, and from there back to `path`. */
export async function requireSignIn(path: string): Promise<void> {
  if (!(await isSignedIn())) redirect(`/sign-in?next=${encodeURIComponent(path)}`)
}
