import { describe, expect, it } from 'vitest'
import { nextPath } from './next-path'

describe('the way on after signing in', () => {
  it.each(['/c', '/c/01a20438?x=1', '/settings'])('Leads to %s as asked', (path) => {
    expect(nextPath(path)).toBe(path)
  })

  it.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    undefined,
    ['/c'],
  ])('Never leads away: %j', (given) => {
    expect(nextPath(given)).toBe('/c')
  })
})
