import { expect, it } from 'vitest'
import { ApiError } from '@/lib/wire/errors'
import { flawOf } from './pdf-flaw'

const named = (name: string) => Object.assign(new Error('no'), { name })

it.each([
  ['a password is asked for', named('PasswordException'), 'encrypted'],
  ['it is no PDF', named('InvalidPDFException'), 'broken'],
  ['the server does not have it', new ApiError(404, 'no'), 'gone'],
  ['its copy is gone', new ApiError(410, 'no'), 'gone'],
  ['the server is at fault', new ApiError(503, 'no'), 'offline'],
  ['nobody answers', new ApiError(0, 'no'), 'offline'],
  ['what was thrown is no error', 'no', 'broken'],
] as const)('A PDF cannot be shown because %s', (_why, error, flaw) => {
  expect(flawOf(error)).toBe(flaw)
})
