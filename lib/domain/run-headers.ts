import type { RawRun } from './raw-run'

type Header = readonly [name: string, value: string]

/** The headers of an answer that say how much of the account's limits is left (claude-api.md §6). */
const LIMITS = /^anthropic-ratelimit-(.+)-(remaining|limit|reset)$/

/** What is left of each limit, and when it is full again; in the upstream's order. */
export function limitHeaders(headers: readonly Header[]): Header[] {
  return headers.filter(([name]) => LIMITS.test(name))
}

/** Those of the limits that tell most in little room. */
export function limitGist(headers: readonly Header[]): Header[] {
  return limitHeaders(headers).filter(([name]) => /-(remaining|reset)$/.test(name))
}

/** Whose answer it is: the ids that support and bills ask for. */
const IDS = ['request-id', 'anthropic-organization-id', 'anthropic-workspace-id'] as const

/** The ids of an answer, those that it has. */
export function idHeaders(headers: readonly Header[]): Header[] {
  return IDS.flatMap((id) => headers.filter(([name]) => name === id))
}

/** Under whose account a run was answered; null where nobody said so. */
export interface RunAccount {
  organization: string | null
  workspace: string | null
}

/** As the answer names it (claude-api.md §1.3); a workspace that was asked for, where it names none. */
export function accountOfRun({ request, response }: RawRun): RunAccount {
  const named = (headers: readonly Header[], id: string) =>
    headers.find(([name]) => name === id)?.[1] ?? null
  const answered = response?.headers ?? []
  const workspace = 'anthropic-workspace-id'
  return {
    organization: named(answered, 'anthropic-organization-id'),
    workspace: named(answered, workspace) ?? named(request.headers, workspace),
  }
}

/** How a credential travels; the value is kept nowhere. */
const CREDENTIALS = { 'x-api-key': 'x-api-key', bearer: 'authorization' } as const

/** What was sent, with the credential's header, of which only the name is known. */
export function sentHeaders(
  { headers }: RawRun['request'],
  auth: 'x-api-key' | 'bearer' | 'none',
  redacted: string,
): Header[] {
  return auth === 'none' ? [...headers] : [...headers, [CREDENTIALS[auth], redacted]]
}
