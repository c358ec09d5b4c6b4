import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HttpCall, toCurl } from '@/lib/domain/curl'

/** What a real shell hands to curl, which a function stands in for. */
function argumentsOf(command: string): string[] {
  const script = `curl() { for a in "$@"; do printf '%s\\0' "$a"; done; }\n${command}`
  const env = { ...process.env, COMPANY_KEY: 'sk "a" $b' }
  const out = execFileSync('sh', ['-c', script], { env, encoding: 'utf8' })
  return out.split('\0').slice(0, -1)
}

const call: HttpCall = {
  url: 'https://api.anthropic.com/v1/messages',
  headers: [['anthropic-version', '2023-06-01']],
  auth: 'x-api-key',
  keyVariable: 'COMPANY_KEY',
  body: '{}',
  isStream: true,
}

describe('a request as a command for the shell', () => {
  it('The shell hands curl the address, the headers, the key from its variable and the body', () => {
    expect(argumentsOf(toCurl(call))).toEqual([
      '--no-buffer',
      call.url,
      '-H',
      'anthropic-version: 2023-06-01',
      '-H',
      'x-api-key: sk "a" $b',
      '--data-raw',
      '{}',
    ])
    expect(argumentsOf(toCurl({ ...call, auth: 'bearer' }))).toContain(
      'authorization: Bearer sk "a" $b',
    )
    expect(toCurl({ ...call, auth: 'none' })).not.toContain('KEY')
  })

  it('Nothing in a body is a command: quotes, dollars, backticks, line breaks, Chinese', () => {
    const hostile = `it's $(touch /tmp/x) \`id\` "$HOME" \\ ! \n ''' 你好 'a`
    for (const text of [hostile, "'", "''", "\\'", '@/etc/passwd']) {
      const body = JSON.stringify({ text })
      expect(argumentsOf(toCurl({ ...call, body })).at(-1)).toBe(body)
      expect(argumentsOf(toCurl({ ...call, body: text })).at(-1)).toBe(text)
    }
  })

  it('A body longer than an argument may be reaches a real program all the same', () => {
    const directory = mkdtempSync(join(tmpdir(), 'parley-curl-'))
    try {
      const program = join(directory, 'curl')
      writeFileSync(program, '#!/bin/sh\ncat\n', { mode: 0o700 })
      const body = JSON.stringify({ system: `it's $(id) \`id\` \n'EOF'\n提示 `.repeat(10_000) })
      const command = join(directory, 'command')
      writeFileSync(command, toCurl({ ...call, body }))
      const env = { ...process.env, PATH: `${directory}:${process.env.PATH}` }
      const options = { env, encoding: 'utf8', maxBuffer: 10_000_000 } as const
      expect(execFileSync('sh', [command], options)).toBe(`${body}\n`)
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('Any body comes through as it is', () => {
    const body = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'))
    fc.assert(
      fc.property(body, (text) => {
        expect(argumentsOf(toCurl({ ...call, body: text })).at(-1)).toBe(text)
      }),
      { numRuns: 100 },
    )
  })
})
