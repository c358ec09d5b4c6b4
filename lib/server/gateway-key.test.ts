import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openGatewayKey } from './gateway-key'
import { Secret } from './secret'

let dataDir: string

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'parley-key-'))
})

afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

test('A key is made once, for its owner alone, and found again', () => {
  const { value, file } = openGatewayKey({ gatewayKey: null, dataDir })
  expect(value.reveal()).toMatch(/^parley-[\w-]{43}$/)
  expect(file).toBe(join(dataDir, 'gateway-key'))
  expect(readFileSync(file ?? '', 'utf8')).toBe(`${value.reveal()}\n`)
  expect(statSync(file ?? '').mode & 0o777).toBe(0o600)
  expect(readdirSync(dataDir)).toEqual(['gateway-key'])
  expect(openGatewayKey({ gatewayKey: null, dataDir }).value.reveal()).toBe(value.reveal())
})

test('The key of the environment is taken as it is, and no file is made', () => {
  const opened = openGatewayKey({ gatewayKey: new Secret('mine'), dataDir })
  expect([opened.value.reveal(), opened.file]).toEqual(['mine', null])
  expect(readdirSync(dataDir)).toEqual([])
})

test('A file that holds something else is not overwritten', () => {
  writeFileSync(join(dataDir, 'gateway-key'), 'my notes')
  expect(() => openGatewayKey({ gatewayKey: null, dataDir })).toThrow(/does not hold a gateway key/)
  expect(readFileSync(join(dataDir, 'gateway-key'), 'utf8')).toBe('my notes')
})
