import { expect, it } from 'vitest'
import { flawOf } from './pdf-flaw'

const named = (name: string, more = {}) => Object.assign(new Error('no'), { name, ...more })
const there = () => Promise.resolve(true)
const away = () => Promise.resolve(false)

it.each([
  ['a password is asked for', named('PasswordException'), there, 'encrypted'],
  ['it is no PDF', named('InvalidPDFException'), there, 'broken'],
  ['the server does not have it', named('ResponseException', { status: 404 }), away, 'gone'],
  ['the server is at fault', named('ResponseException', { status: 503 }), there, 'offline'],
  ['reading failed, and its bytes can be had', named('UnknownErrorException'), there, 'broken'],
  ['reading failed, and nobody answers', named('UnknownErrorException'), away, 'offline'],
  ['what was thrown is no error', 'no', there, 'broken'],
] as const)('A PDF cannot be shown because %s', async (_why, error, canBeHad, flaw) => {
  expect(await flawOf(error, canBeHad)).toBe(flaw)
})
