import { expect, test } from 'vitest'
import { zoneOf } from './zones'

const MB = 1_048_576

test.each([
  ['/v1/messages', 32 * MB],
  ['/v1/messages/count_tokens', 32 * MB],
  ['/v1/messages/batches', 256 * MB],
  ['/u/vendor/v1/messages/batches', 256 * MB],
  ['/v1/files', 500 * MB + 16 * 1024],
  ['/u/vendor/v1/files', 500 * MB + 16 * 1024],
  ['/chat/completions', 32 * MB],
  ['/u/vendor/chat/completions', 32 * MB],
  ['/models/some/model', 32 * MB],
  ['/u', 32 * MB],
  ['/u/vendor', 32 * MB],
  ['/u/vendor/api/settings', 32 * MB],
  ['/u/vendor/c', 32 * MB],
])('Item 20: %s is the gateway’s, with a body of at most %s bytes', (path, bodyLimit) => {
  expect(zoneOf(path)).toEqual({ kind: 'gateway', bodyLimit })
})

test.each([
  ['/api/runs', 'api'],
  ['/uploads', 'page'],
  ['/v1x', 'page'],
  ['/modelsx', 'page'],
  ['/c/u/vendor/v1/messages', 'page'],
  ['/_next/static/x.js', 'asset'],
  ['/preview/mermaid', 'preview'],
  ['/preview/files/x', 'document'],
])('%s is none of the gateway’s: it is of the kind %s', (path, kind) => {
  expect(zoneOf(path).kind).toBe(kind)
})

test('A request that is looked at before it is sent may be as long as one that is sent', () => {
  expect(zoneOf('/api/preflight')).toEqual({ kind: 'api', bodyLimit: 32 * MB + 16 * 1024 })
})
