import 'server-only'

/** The keys in the two headers that the SDKs use, at most one in each. */
export function readPresented(
  apiKey: string | null | undefined,
  authorization: string | null | undefined,
): string[] {
  const bearer = /^bearer +(.+)$/i.exec(authorization ?? '')?.[1]?.trim()
  return [apiKey, bearer].filter((key): key is string => key != null && key !== '')
}
