import 'server-only'
import type { IncomingMessage } from 'node:http'

/**
 * Fields that Next, or Parley behind the door, would believe: its own signals between processes
 * (CVE-2025-29927, CVE-2026-44581), what only a proxy may say, and the door's own.
 * `rsc` and `next-router-*` stay: Next's client navigates with them.
 */
const STRIPPED = [
  /^x-nonce$/,
  /^content-security-policy/,
  /^x-(middleware|nextjs|next|now|invoke|prerender|vercel|forwarded)-/,
  // Those by which a call asks the gateway for more are a client's to send.
  /^x-parley-(?!(retry|fallback|cache)$)/,
  /^x-matched-path$/,
  /^x-real-ip$/,
  /^forwarded$/,
  /^next-(action|resume|instant)/,
]

/** Removes them from a request, in both of the forms in which Node gives them. */
export function stripHeaders(req: IncomingMessage): void {
  const kept: string[] = []
  for (let i = 0; i < req.rawHeaders.length; i += 2) {
    const name = (req.rawHeaders[i] ?? '').toLowerCase()
    if (STRIPPED.some((pattern) => pattern.test(name))) delete req.headers[name]
    else kept.push(...req.rawHeaders.slice(i, i + 2))
  }
  req.rawHeaders = kept
}

/** How often a field is there. */
export function countHeader(req: IncomingMessage, name: string): number {
  return req.rawHeaders.filter((text, i) => i % 2 === 0 && text.toLowerCase() === name).length
}
