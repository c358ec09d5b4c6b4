import { expect, test } from 'vitest'
import { readRequestToken, sessionCookie } from './session-cookie'

const request = (headers: Record<string, string>) =>
  new Request('http://localhost:3000/api/session', { method: 'POST', headers })

test('Over plain HTTP the cookie is bound to this site and out of reach of scripts', () => {
  expect(sessionCookie(request({ origin: 'http://localhost:3000' }), 'token')).toBe(
    'parley_session=token; Max-Age=2592000; Path=/; HttpOnly; SameSite=Strict',
  )
})

test('Over TLS, which the browser states in Origin, it is also Secure and bound to the host', () => {
  expect(sessionCookie(request({ origin: 'https://parley.example.com' }), 'token')).toBe(
    '__Host-parley_session=token; Max-Age=2592000; Path=/; HttpOnly; SameSite=Strict; Secure',
  )
})

test('Signing out empties the cookie', () => {
  expect(sessionCookie(request({}), null)).toMatch(/^parley_session=; Max-Age=0;/)
})

test.each([
  ['parley_session=a', 'a'],
  ['x=1; parley_session=a; y=2', 'a'],
  ['parley_session=a; __Host-parley_session=b', 'b'],
  ['xparley_session=a', undefined],
  ['x=parley_session=a', undefined],
  ['', undefined],
])('The token in %j is %j', (cookie, token) => {
  expect(readRequestToken(request(cookie === '' ? {} : { cookie }))).toBe(token)
})
