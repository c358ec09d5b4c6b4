import { describe, expect, test } from 'vitest'
import { ApiError, errorBody, errorType, isApiError, parseErrorBody, readWireError } from './errors'

test.each([
  [400, 'invalid_request_error'],
  [401, 'authentication_error'],
  [402, 'billing_error'],
  [403, 'permission_error'],
  [404, 'not_found_error'],
  [409, 'conflict_error'],
  [413, 'request_too_large'],
  [429, 'rate_limit_error'],
  [500, 'api_error'],
  [504, 'timeout_error'],
  [529, 'overloaded_error'],
  [418, 'invalid_request_error'],
  [503, 'api_error'],
])('Status %i is named %s', (status, type) => {
  expect(errorType(status)).toBe(type)
})

describe('An error on its way out', () => {
  test('The body has the shape of the wire, and reads back', () => {
    const error = new ApiError(404, 'There is no such run.', { details: { error_code: 'gone' } })
    const body = errorBody(error, 'req_1')
    expect(body).toEqual({
      type: 'error',
      error: {
        type: 'not_found_error',
        message: 'There is no such run.',
        details: { error_code: 'gone' },
      },
      request_id: 'req_1',
    })
    expect(parseErrorBody(404, JSON.stringify(body))).toEqual({
      error: body.error,
      requestId: 'req_1',
    })
  })

  test('Without a request id and details it has neither key', () => {
    expect(errorBody(new ApiError(500, 'm', { type: 't' }), null)).toEqual({
      type: 'error',
      error: { type: 't', message: 'm' },
    })
  })

  test('It is known by its code, also when another copy of the module made it', () => {
    const other = Object.assign(new Error('m'), { code: 'parley_api_error' })
    expect(isApiError(new ApiError(400, 'm'))).toBe(true)
    expect(isApiError(other)).toBe(true)
    expect(isApiError(new Error('m'))).toBe(false)
    expect(isApiError({ code: 'parley_api_error' })).toBe(false)
  })
})

describe('An error on its way in', () => {
  test.each<[law: string, status: number, text: string, type: string, message: string]>([
    [
      'The baseline body',
      429,
      '{"type":"error","error":{"type":"rate_limit_error","message":"m"}}',
      'rate_limit_error',
      'm',
    ],
    [
      'A type of tomorrow',
      400,
      '{"error":{"type":"memory_full","message":"m"}}',
      'memory_full',
      'm',
    ],
    [
      'A message without a type',
      404,
      '{"error":{"message":"m","type":null}}',
      'not_found_error',
      'm',
    ],
    ['A bare text', 404, '{"error":"model not found"}', 'not_found_error', 'model not found'],
    [
      'An HTML page',
      413,
      '\n<html><h1>413</h1></html>',
      'request_too_large',
      'The upstream answered 413 without a readable error.',
    ],
    ['Nothing', 502, '', 'api_error', 'The upstream answered 502 without a readable error.'],
    ['Plain text', 503, ' no healthy upstream\n', 'api_error', 'no healthy upstream'],
    ['JSON of another shape', 500, '{"detail":"x"}', 'api_error', '{"detail":"x"}'],
    ['JSON null', 500, 'null', 'api_error', 'null'],
  ])('%s becomes type and message', (_law, status, text, type, message) => {
    expect(parseErrorBody(status, text)).toEqual({ error: { type, message }, requestId: null })
  })

  test('A long page of text is cut', () => {
    expect(parseErrorBody(500, 'x'.repeat(10_000)).error.message).toHaveLength(500)
  })

  test.each([null, undefined, '', 1, [], {}, { type: 't' }, { message: 1 }])(
    '%j is no error',
    (value) => {
      expect(readWireError(value, 'api_error')).toBeNull()
    },
  )
})
