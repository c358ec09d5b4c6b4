import 'server-only'
import { z } from 'zod'

const URL_RULE = 'must be an http or https URL without user name, password, query or fragment'

/** Where an upstream lives; a trailing slash is dropped. */
export const baseUrl = z
  .string({ error: URL_RULE })
  .refine(isBaseUrl, URL_RULE)
  .transform((value) => value.replace(/\/+$/, ''))

const ORIGIN_RULE =
  'must be a scheme, a host and a port, if not the usual one: https://api.example.com'

/** A host that may be called, by scheme, host and port; as URLs spell it. */
export const httpOrigin = z
  .string({ error: ORIGIN_RULE })
  .refine(isOrigin, ORIGIN_RULE)
  .transform((value) => new URL(value).origin)

const ANY_RULE = `${ORIGIN_RULE}; or * for any public host`

/** The same, or `*`. */
export const httpOriginOrAny = z
  .string({ error: ANY_RULE })
  .refine((value) => value === '*' || isOrigin(value), ANY_RULE)
  .transform((value) => (value === '*' ? value : new URL(value).origin))

/** A key that goes into a header field (RFC 9110 §5.5: visible ASCII). */
export const headerValue = z
  .string()
  .regex(/^[\x21-\x7e]+$/, 'must consist of visible ASCII characters without spaces')

/** A proxy on the way to the upstreams. */
export const proxyUrl = z
  .string()
  .refine(
    (value) => /^(https?|socks5?):\/\//i.test(value) && URL.canParse(value),
    'must be a URL such as http://proxy.example:3128',
  )
  .optional()

function isOrigin(value: string): boolean {
  return isBaseUrl(value) && /^https?:\/\/[^/]+\/?$/i.test(value) && !value.includes('*')
}

function isBaseUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  return (
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === ''
  )
}
