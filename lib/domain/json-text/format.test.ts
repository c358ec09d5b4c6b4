import { expect, test } from 'vitest'
import { formatJson } from './format'

test('JSON is laid out with what fits on one line, and every number as it was written', () => {
  const text =
    '{"type":"object","properties":{"limit":{"type":"integer","minimum":1.0},"metric":{"type":"string","enum":["http_request_duration_p95","http_requests"],"description":"Name"},"none":{}},"required":[]}'
  const laid = formatJson(text)
  expect(laid).toBe(`{
  "type": "object",
  "properties": {
    "limit": { "type": "integer", "minimum": 1.0 },
    "metric": {
      "type": "string",
      "enum": ["http_request_duration_p95", "http_requests"],
      "description": "Name"
    },
    "none": {}
  },
  "required": []
}`)
  expect(formatJson(laid ?? '')).toBe(laid)
  expect(formatJson('{"a": ')).toBeNull()
})
