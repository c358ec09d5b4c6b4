import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Place, seal, unseal } from './seal'

const key = randomBytes(32)
const place: Place = {
  owner: 'owner',
  upstream: 'anthropic',
  origin: 'https://api.anthropic.com',
  id: '1',
}
const TEXT = 'sk-ant-canary-0123456789'

test('What is sealed opens again, and no two sealings share a nonce or a ciphertext', () => {
  const sealings = Array.from({ length: 200 }, () => seal(key, TEXT, place))
  for (const sealed of sealings) expect(unseal(key, sealed, place)).toBe(TEXT)
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  expect(new Set(sealings.map(({ nonce }) => hex(nonce))).size).toBe(200)
  expect(new Set(sealings.map(({ ciphertext }) => hex(ciphertext))).size).toBe(200)
  expect(sealings[0]?.nonce.length).toBe(12)
  expect(sealings[0]?.tag.length).toBe(16)
})

test.each<Partial<Place>>([
  { owner: 'another' },
  { upstream: 'company' },
  { origin: 'https://api.anthropic.com:8443' },
  { origin: 'http://api.anthropic.com' },
  { origin: 'https://evil.example' },
  { id: '2' },
  { owner: 'owner","anthropic', upstream: '' },
])('In another place it does not open: %j', (other) => {
  expect(unseal(key, seal(key, TEXT, place), { ...place, ...other })).toBeNull()
})

test('Under another key, or with any single bit changed, it does not open', () => {
  const sealed = seal(key, TEXT, place)
  expect(unseal(randomBytes(32), sealed, place)).toBeNull()
  for (const part of ['nonce', 'ciphertext', 'tag'] as const) {
    for (let bit = 0; bit < sealed[part].length * 8; bit++) {
      const bytes = Uint8Array.from(sealed[part])
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(unseal(key, { ...sealed, [part]: bytes }, place)).toBeNull()
    }
  }
})

test('A tag cut short does not open it either', () => {
  const sealed = seal(key, TEXT, place)
  for (const size of [0, 4, 8, 12, 15]) {
    expect(unseal(key, { ...sealed, tag: sealed.tag.slice(0, size) }, place)).toBeNull()
  }
})
