import { expect, test } from 'vitest'
import { createLog, redact } from './log'
import { Secret } from './secret'

const GATEWAY_KEY = `parley-${'Ab-_9'.repeat(8)}abc`

function record(): { lines: string[]; log: ReturnType<typeof createLog> } {
  const lines: string[] = []
  return {
    lines,
    log: createLog('debug', [new Secret('hunter2hunter2')], (line) => lines.push(line)),
  }
}

test('Only allowed fields reach the log: no headers, no content', () => {
  const { lines, log } = record()
  log.info({ runId: 'r', status: 200, headers: { cookie: 'c' }, body: 'private', ms: 5 }, 'done')
  const { level, time, ...rest } = JSON.parse(lines[0] ?? '')
  expect(rest).toEqual({ runId: 'r', status: 200, ms: 5, msg: 'done' })
})

test('A key is struck out wherever it stands: the known ones, and those of a known shape', () => {
  const { lines, log } = record()
  log.warn({ fault: `x hunter2hunter2 y` }, `sent sk-ant-api03-a_b-c and ${GATEWAY_KEY}`)
  const { fault, msg } = JSON.parse(lines[0] ?? '')
  expect(fault).toBe('x *** y')
  expect(msg).toBe('sent *** and ***')
  expect(redact(`a ${GATEWAY_KEY} b`)).toBe('a *** b')
})

test('A secret that comes while the server runs is struck out from then on', () => {
  const lines: string[] = []
  const secrets = new Set<Secret>()
  const log = createLog('debug', secrets, (line) => lines.push(line))
  secrets.add(new Secret('entered-in-settings'))
  log.warn('it says entered-in-settings')
  expect(JSON.parse(lines[0] ?? '').msg).toBe('it says ***')
})

test('An error says what and where, but not what it quotes', () => {
  const { lines, log } = record()
  try {
    JSON.parse('{"my secret thought"')
  } catch (error) {
    log.error({ err: error }, 'unexpected')
  }
  const { err } = JSON.parse(lines[0] ?? '')
  expect(err.type).toBe('SyntaxError')
  expect(err.stack).toContain('log.test.ts')
  expect(lines[0]).not.toContain('secret thought')
})
