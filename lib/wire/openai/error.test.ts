import { expect, test } from 'vitest'
import { ApiError } from '../errors'
import { toErrorFrame, toOpenAiError } from './error'

const inner = { type: 'not_found_error', message: 'model: x', details: { error_code: 'gone' } }
const told = {
  error: { message: 'model: x', type: 'not_found_error', param: null, code: 'gone' },
}

test.each<[law: string, source: unknown]>([
  ['An error of ours', new ApiError(404, 'model: x', { details: inner.details })],
  ['A parsed body', { type: 'error', error: inner, request_id: 'req_1' }],
  ['The text of a body', JSON.stringify({ type: 'error', error: inner })],
])('Item 78: %s becomes the body that OpenAI sends', (_law, source) => {
  expect(toOpenAiError(404, source)).toStrictEqual(told)
})

test.each<[source: unknown, type: string, message: RegExp]>([
  ['<html>502</html>', 'api_error', /answered 502 without/],
  ['no healthy upstream', 'api_error', /^no healthy upstream$/],
  ['', 'api_error', /answered 502 without/],
  [{ detail: 'x' }, 'api_error', /answered 502 without/],
  [null, 'api_error', /answered 502 without/],
  [{ error: 'model not found' }, 'api_error', /^model not found$/],
])('%j still becomes a whole error', (source, type, message) => {
  expect(toOpenAiError(502, source)).toEqual({
    error: { message: expect.stringMatching(message), type, param: null, code: null },
  })
})

test.each([undefined, null, 'x', {}, { error_code: 5 }])('Details %j hold no code', (details) => {
  expect(toErrorFrame({ type: 't', message: 'm', details }).error.code).toBeNull()
})
