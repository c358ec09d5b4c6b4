import 'server-only'

/** What a key is bound to: scheme, host and port. */
export function originOf(baseUrl: string): string {
  return new URL(baseUrl).origin
}
