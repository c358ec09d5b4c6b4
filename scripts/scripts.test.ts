import { describe, expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import { isInstalled } from './install.mjs'
import { isSupported } from './node-version.mjs'
import { readPlaywright, readVitest, summarise } from './test-report.mjs'

describe('The version of Node.js', () => {
  test.each([
    ['20.18.3', false],
    ['20.19.0', true],
    ['20.20.2', true],
    ['21.7.0', false],
    ['22.12.0', false],
    ['22.13.0', true],
    ['23.11.0', false],
    ['24.0.0', true],
    ['26.1.0', true],
    ['18.20.0', false],
  ])('%s is supported: %s', (version, expected) => {
    expect(isSupported(version, packageJson.engines.node)).toBe(expected)
  })
})

describe('What is installed', () => {
  const wanted = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/tool': { version: '2.0.0', dev: true },
      'node_modules/for-another-system': { version: '1.0.0', optional: true },
    },
  }
  const a = { 'node_modules/a': { version: '1.0.0' } }
  const tool = { 'node_modules/tool': { version: '2.0.0' } }

  test('Tools are missed only where they are needed, packages for other systems never', () => {
    expect(isInstalled(wanted, { packages: a }, false)).toBe(true)
    expect(isInstalled(wanted, { packages: a }, true)).toBe(false)
    expect(isInstalled(wanted, { packages: { ...a, ...tool } }, true)).toBe(true)
  })

  test('Another version is not the one that is wanted', () => {
    const other = { packages: { 'node_modules/a': { version: '1.0.1' } } }
    expect(isInstalled(wanted, other, false)).toBe(false)
  })
})

describe('The report', () => {
  test('Counts every test of both runners once, and knows the slowest', () => {
    const vitest = readVitest({
      testResults: [
        {
          assertionResults: [
            { fullName: 'a', status: 'passed', duration: 5 },
            { fullName: 'b', status: 'failed', duration: 50 },
            { fullName: 'c', status: 'pending' },
          ],
        },
      ],
    })
    const spec = (title: string, ok: boolean, status: string) => ({
      title,
      ok,
      tests: [{ status, results: [{ duration: 100 }] }],
    })
    const playwright = readPlaywright({
      suites: [
        {
          specs: [spec('d', true, 'expected')],
          suites: [{ specs: [spec('e', false, 'unexpected')] }],
        },
        { specs: [spec('f', true, 'skipped')] },
      ],
    })
    const { passed, failed, skipped, slowest } = summarise([...vitest, ...playwright], 3)
    expect([passed, failed.map(({ name }) => name), skipped]).toEqual([2, ['b', 'e'], 2])
    expect(slowest.map(({ name }) => name)).toEqual(['d', 'e', 'f'])
  })

  test('Says under a failed test what it said, without colours and not without end', () => {
    const long = Array.from({ length: 99 }, (_, at) => `line ${at}`).join('\n')
    const [unit] = readVitest({
      testResults: [
        { assertionResults: [{ fullName: 'a', status: 'failed', failureMessages: [long] }] },
      ],
    })
    expect(unit?.why?.split('\n')).toHaveLength(16)
    const results = [{ duration: 1, errors: [{ message: '\u001b[31mno such\u001b[39m\n\nrow' }] }]
    const [browser] = readPlaywright({
      suites: [{ specs: [{ title: 'b', ok: false, tests: [{ status: 'unexpected', results }] }] }],
    })
    expect(browser?.why).toBe('no such\nrow')
  })
})
