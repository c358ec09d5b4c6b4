import { expect, test } from 'vitest'
import { nameBeside } from './name-beside'

test.each([
  ['report.pdf', 'report.pdf'],
  ['a "b": c?.txt', 'a _b__ c_.txt'],
  ['-', 'unnamed'],
  ['-rf', 'rf'],
  ['.gitignore', 'gitignore'],
  ['~draft. ', 'draft'],
  ['../etc/passwd', 'passwd'],
  ['request.sh', 'request (2).sh'],
  ['Package.json', 'Package (2).json'],
  ['json.py', 'json (2).py'],
  ['名'.repeat(250), '名'.repeat(66)],
  [`${'a'.repeat(240)}.csv`, `${'a'.repeat(200)}.csv`],
])(
  '%j lies beside a program as %j: no option, nothing hidden, nothing that the program or Python takes for its own',
  (name, path) => {
    expect(nameBeside(name, new Set())).toBe(path)
  },
)

test('Two files of one name lie beside each other, where capitals and the form of accents make no difference too', () => {
  const taken = new Set<string>()
  const names = ['a.txt', 'A.txt', 'a.txt', 'caf\u00e9', 'cafe\u0301', 'x.py', 'x.py']
  expect(names.map((name) => nameBeside(name, taken))).toEqual([
    ...['a.txt', 'A (2).txt', 'a (3).txt', 'caf\u00e9', 'cafe\u0301 (2)', 'x (2).py', 'x (3).py'],
  ])
})
