import 'server-only'

/** For tests: what a call must say. */
export const VERSION = { 'anthropic-version': '2026-10-21' }

/** For tests: a call without an SDK. */
export async function callFiles(baseURL: string, path: string, init: RequestInit = {}) {
  const headers = { ...VERSION, ...init.headers }
  const response = await fetch(baseURL + path, { ...init, headers })
  const body = await response.json()
  return { status: response.status, body, error: body.error }
}

export type FormPart = [name: string, value: string | Blob, filename?: string]

/** For tests: an upload as a browser writes it. */
export function sendForm(baseURL: string, parts: readonly FormPart[]) {
  const form = new FormData()
  for (const [name, value, filename] of parts) {
    if (typeof value === 'string') form.append(name, value)
    else form.append(name, value, filename)
  }
  return callFiles(baseURL, '/v1/files', { method: 'POST', body: form })
}

/** For tests: an upload with its multipart body written by hand, its boundary `b`. */
export function sendRaw(baseURL: string, part: string, end = '\r\n--b--\r\n') {
  return callFiles(baseURL, '/v1/files', {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: `--b\r\n${part}${end}`,
  })
}
