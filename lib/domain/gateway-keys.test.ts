import { expect, test } from 'vitest'
import { baseUrlOf } from './gateway-keys'

test.each([
  ['opens all', null, 'http://p'],
  ['opens the default among others', ['a', 'default'], 'http://p'],
  ['opens one that is not the default', ['a'], 'http://p/u/a'],
  ['opens several, none of them the default', ['a', 'b'], 'http://p/u/a'],
])(
  'A program with a key that %s has the base URL that leads to one of them',
  (_, upstreams, url) => {
    expect(baseUrlOf('http://p', { upstreams }, 'default')).toBe(url)
  },
)
