import Database from 'libsql'
import { expect, test, vi } from 'vitest'
import { withKeptStatements } from './kept-statements'

const PUT = 'INSERT INTO t VALUES (?) RETURNING length(b) AS size'
const ADD = 'INSERT INTO t VALUES (?)'
const LARGE = 100_000

test('A statement is prepared once, and again after it was given so much that it is not to be held', () => {
  const database = new Database(':memory:')
  database.exec('CREATE TABLE t (b blob)')
  const prepare = vi.spyOn(database, 'prepare')
  const kept = withKeptStatements(database)
  const add = (value: unknown) => kept.prepare(ADD).run([value])
  for (const small of ['a', Buffer.from('b'), 3, null]) add(small)
  expect(prepare).toHaveBeenCalledTimes(1)
  add('x'.repeat(LARGE))
  add('after text')
  expect(prepare).toHaveBeenCalledTimes(2)
  add(Buffer.alloc(LARGE))
  add('after bytes')
  expect(prepare).toHaveBeenCalledTimes(3)
  expect(kept.prepare(PUT).all([Buffer.alloc(LARGE, 1)])).toEqual([{ size: LARGE }])
  expect(kept.prepare(PUT).all(['after an answer'])).toEqual([{ size: 15 }])
  expect(prepare).toHaveBeenCalledTimes(5)
  database.exec('CREATE UNIQUE INDEX one ON t (b)')
  expect(() => add('x'.repeat(LARGE))).toThrow('UNIQUE')
  add('after a refusal')
  expect(prepare).toHaveBeenCalledTimes(6)
  kept.close()
})
