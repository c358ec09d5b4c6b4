import 'server-only'
import type { Response as Answer } from 'undici'

/** What a fetched file is called: as its host says (RFC 6266), else as its address ends, else as its host. */
export function nameOfAnswer({ headers }: Answer, url: string): string {
  const said = headers.get('content-disposition') ?? ''
  const [, encoded] = /filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(said) ?? []
  const [, quoted, bare] = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(said) ?? []
  const given = decoded(encoded) ?? quoted?.replace(/\\(.)/g, '$1') ?? bare
  const { pathname, host } = new URL(url)
  const end = pathname.split('/').findLast((part) => part !== '')
  return given ?? decoded(end) ?? host
}

/** Undefined for what is no percent-encoded UTF-8. */
function decoded(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
