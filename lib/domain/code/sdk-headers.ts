import type { CodeRequest } from './code-request'

/** What an SDK says by itself, and what is the business of its connection. */
const OWN = new Set(['content-type', 'accept-encoding', 'accept', 'user-agent'])

/** The headers that an SDK has to be told. */
export function sdkHeaders({ headers }: CodeRequest): [name: string, value: string][] {
  return headers.flatMap(([name, value]) =>
    OWN.has(name) || name.startsWith('x-stainless-') ? [] : [[name, value]],
  )
}

/** The query of the path, by its names; null where there is none. */
export function queryOf({ path }: CodeRequest): Record<string, string> | null {
  const start = path.indexOf('?')
  if (start === -1) return null
  return Object.fromEntries(new URLSearchParams(path.slice(start)))
}
