import { expect, test } from 'vitest'
import { findPatchFlaws } from './patch-flaws'

test('Of a raw patch is said what does not come about: fields that are set elsewhere, and max_tokens taken out', () => {
  const codes = (text: string) => findPatchFlaws(text).map(({ code }) => code)
  for (const name of ['model', 'messages', 'stream']) {
    expect(codes(`{ "${name}": null }`)).toEqual(['refused'])
  }
  const text = '{ "top_k": null, "max_tokens": null }'
  expect(findPatchFlaws(text)).toEqual([{ code: 'tokensStay', from: 17, to: 35 }])
  for (const good of [
    '',
    '{',
    '[]',
    '{}',
    '{ "max_tokens": 5 }',
    '{ "a": { "max_tokens": null } }',
  ]) {
    expect([good, codes(good)]).toEqual([good, []])
  }
})
