import 'server-only'
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ENCODING_HEADER } from '../private-headers'
import type { Zone } from './zones'

const ALWAYS: readonly [name: string, value: string][] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['x-dns-prefetch-control', 'off'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  [
    'permissions-policy',
    'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  ],
]

/** For answers that are no page: should a browser open one, it may do nothing. */
const CLOSED_POLICY = "default-src 'none'; frame-ancestors 'none'"

type Policy = (nonce: string, dev: boolean) => string

/** Of what is a page, or a thread of one; all else is closed. */
const POLICIES: Partial<Record<Zone['kind'], Policy>> = {
  page: pagePolicy,
  preview: previewPolicy,
  document: () => DOCUMENT_POLICY,
  asset: () => ASSET_POLICY,
}

/** What stands in a frame of our own pages. */
const FRAMED: ReadonlySet<Zone['kind']> = new Set(['preview', 'document'])

const STATIC_TYPES = /^(?!text\/html|text\/x-component|application\/json|text\/event-stream)/

/**
 * Gives a page its nonce, which Next reads from the request's policy, and every answer its security
 * fields. They are set when the head is written: Next would not replace a field set before.
 */
export function secureResponse(
  req: IncomingMessage,
  res: ServerResponse,
  zone: Zone,
  dev: boolean,
): void {
  const makePolicy = POLICIES[zone.kind]
  const policy = makePolicy === undefined ? CLOSED_POLICY : setNonce(req, dev, makePolicy)
  const framing = FRAMED.has(zone.kind) ? 'SAMEORIGIN' : 'DENY'
  const writeHead = res.writeHead
  res.writeHead = (...args: [status: number, ...rest: unknown[]]) => {
    if (res.headersSent) return Reflect.apply(writeHead, res, args)
    for (const [name, value] of ALWAYS) res.setHeader(name, value)
    res.setHeader('x-frame-options', framing)
    res.setHeader('content-security-policy', policy)
    if (zone.kind !== 'asset') forbidStoring(res, zone)
    restoreEncoding(res)
    return Reflect.apply(writeHead, res, args)
  }
}

function setNonce(req: IncomingMessage, dev: boolean, makePolicy: Policy): string {
  const nonce = randomBytes(16).toString('base64')
  const policy = makePolicy(nonce, dev)
  req.headers['x-nonce'] = nonce
  req.headers['content-security-policy'] = policy
  return policy
}

/** The pages' policy: scripts only by nonce; `style-src-attr` for positions that libraries set. */
function pagePolicy(nonce: string, dev: boolean): string {
  return [
    "default-src 'none'",
    // Next's development client evaluates code, and hot reload needs a socket and inline styles.
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "worker-src 'self' blob:",
    "frame-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // instrumentation-client.ts makes the one exception; hot reload would need more.
    ...(dev ? [] : ["require-trusted-types-for 'script'"]),
  ].join('; ')
}

/**
 * A preview has no origin: no cookie, no storage, nothing of ours to read. It asks nobody for
 * anything, runs the scripts that come with it and no other, and stands in our own pages only.
 */
function previewPolicy(nonce: string): string {
  return [
    'sandbox allow-scripts',
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ')
}

/** A file as a page: as a preview, and nothing in it runs. */
const DOCUMENT_POLICY = [
  'sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ')

/**
 * A script of the build may be that of a thread, which is under the policy of its own answer: it loads
 * its further parts and the files that it reads, and the one that reads PDFs compiles decoders of images.
 */
const ASSET_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Gives an answer of the gateway the content encoding that Next took from it. */
function restoreEncoding(res: ServerResponse): void {
  const encoding = res.getHeader(ENCODING_HEADER)
  if (encoding === undefined) return
  res.removeHeader(ENCODING_HEADER)
  res.setHeader('content-encoding', encoding)
}

/** Pages, data and answers hold private text; only files of `public/` may be kept. */
function forbidStoring(res: ServerResponse, zone: Zone): void {
  const given = String(res.getHeader('cache-control') ?? '')
  if (given.includes('no-store')) return
  // What upstream or the gateway says about its own answer stands (claude-api.md item 46).
  if (zone.kind === 'gateway' && given !== '') return
  const type = String(res.getHeader('content-type') ?? 'text/html')
  if (zone.kind === 'page' && given !== '' && STATIC_TYPES.test(type)) return
  const isUnchanged = given.includes('no-transform')
  res.setHeader('cache-control', isUnchanged ? 'no-store, no-transform' : 'no-store')
}
