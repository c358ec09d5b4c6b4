import 'server-only'
import type { Answer } from '@/lib/domain/tools/answer'
import type { GuardedFetch } from '../outbound/guarded-fetch'
import { OutboundError } from '../outbound/outbound-error'
import type { Handler } from './handler'
import { fillBody } from './http/fill-body'
import { fillUrl } from './http/fill-url'
import { readAnswer } from './http/read-answer'
import { fillHeaders } from './http/template'
import { TemplateError } from './http/template-error'
import { failed } from './results'

const LIMIT_MS = 30_000

/** Answers by a call elsewhere, to hosts that the operator has named. */
export function byHttp(outbound: GuardedFetch, limitMs = LIMIT_MS): Handler<'http'> {
  return async (answer, { input, signal }) => {
    const timeout = AbortSignal.timeout(limitMs)
    try {
      const { url, ...request } = fillRequest(answer, input)
      const came = await outbound.fetch(url, {
        ...request,
        hosts: 'named',
        signal: AbortSignal.any([signal, timeout]),
      })
      return { result: await readAnswer(came), console: [], rule: null }
    } catch (error) {
      signal.throwIfAborted()
      if (timeout.aborted) return failed(`There was no whole answer within ${limitMs / 1000} s.`)
      if (error instanceof TemplateError || error instanceof OutboundError) {
        return failed(error.message)
      }
      // What fails while the body is read: a connection that ends, a packing that is none.
      if (error instanceof TypeError) return failed('The answer broke off, or cannot be unpacked.')
      throw error
    }
  }
}

function fillRequest(answer: Extract<Answer, { by: 'http' }>, input: unknown) {
  const url = fillUrl(answer.url, input)
  const headers = fillHeaders(answer.headers, input)
  const contentType = headers.find(([name]) => name === 'content-type')?.[1]
  const body = fillBody(answer.method, answer.body, contentType, input)
  if (body !== null && contentType === undefined) headers.push(['content-type', body.type])
  return { url, method: answer.method, headers, body: body?.text ?? null }
}
