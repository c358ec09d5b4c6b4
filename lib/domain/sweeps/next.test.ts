import { expect, test } from 'vitest'
import type { LimitGroup, SeenLimit } from '../limits'
import { type Due, nextToBegin, type Standing } from './next'
import type { Flight, Need, Room, Told } from './room'

const NOW = 1_000_000
const NEED: Need = { group: 'a', input: 100, output: 200, isLoop: false }

function due(index: number, over: Partial<Due> = {}): Due {
  return { ...NEED, index, variant: index, most: 1, ...over }
}

function standing(over: Partial<Standing> = {}): Standing {
  const none = { cap: null, spent: 0, atMost: 0, underWay: 0 }
  return { due: [due(0), due(1)], resting: new Set(), ...none, ...over }
}

function flight(over: Partial<Flight> = {}): Flight {
  return { ...NEED, isHeard: false, endedAt: null, ...over }
}

function limit(kind: string, remaining: number | null, over: Partial<SeenLimit> = {}): SeenLimit {
  return {
    ...{ family: 'ratelimit', kind, limit: 10, remaining, used: null },
    ...{ resetsAt: NOW + 500, seenAt: NOW - 100, ...over },
  }
}

function group(...limits: SeenLimit[]): LimitGroup {
  const subject = { kind: 'models' as const, name: 'opus-5' }
  const place = { upstream: 'anthropic', key: null, subject }
  return { ...place, limits, others: [], retryAt: null, seenAt: NOW - 100 }
}

function room(flights: Flight[], told: Partial<Told> = {}): Room {
  return { flights, toldOf: () => ({ limits: null, isHeard: false, restsUntil: null, ...told }) }
}

const begun = { kind: 'begin' }
const waits = (at: number | null) => ({ kind: 'wait', at })

test('Where nothing is known of a group one run goes first, and the rest waits for what its head says', () => {
  expect(nextToBegin(standing(), room([]), NOW)).toMatchObject({ ...begun, due: { index: 0 } })
  const first = room([flight()])
  expect(nextToBegin(standing({ underWay: 1 }), first, NOW)).toEqual(waits(null))
  // It has answered, and told of no limits.
  const heard = room([flight({ isHeard: true })], { isHeard: true })
  expect(nextToBegin(standing({ underWay: 1 }), heard, NOW)).toMatchObject(begun)
})

test('Runs whose heads have not come count for what is left, those that were heard do not', () => {
  const told = { limits: group(limit('requests', 2)) }
  expect(nextToBegin(standing(), room([flight()], told), NOW)).toMatchObject(begun)
  const two = room([flight(), flight()], told)
  expect(nextToBegin(standing({ underWay: 2 }), two, NOW)).toEqual(waits(NOW + 500))
  const heard = room([flight({ isHeard: true }), flight({ isHeard: true })], told)
  expect(nextToBegin(standing({ underWay: 2 }), heard, NOW)).toMatchObject(begun)
})

test('Where every limit has it wait for more than an hour a sweep pauses, once nothing is under way', () => {
  const told = (restsUntil: number) => ({ isHeard: true, restsUntil })
  const soon = NOW + 3_600_000
  expect(nextToBegin(standing(), room([], told(soon)), NOW)).toEqual(waits(soon))
  const far = room([], told(soon + 1))
  expect(nextToBegin(standing(), far, NOW)).toEqual({ kind: 'pause', by: 'limit' })
  expect(nextToBegin(standing({ underWay: 1 }), far, NOW)).toEqual(waits(soon + 1))
})

test('Once a limit is full again all of it is there, less what has begun since', () => {
  const told = { limits: group(limit('requests', 0, { limit: 2, resetsAt: NOW })) }
  expect(nextToBegin(standing(), room([flight()], told), NOW)).toMatchObject(begun)
  const two = room([flight(), flight()], told)
  expect(nextToBegin(standing({ underWay: 2 }), two, NOW)).toEqual(waits(null))
})

test('Tokens are counted as requests are, output also after its run has ended', () => {
  const input = { limits: group(limit('input-tokens', 150, { limit: 10_000 })) }
  expect(nextToBegin(standing(), room([], input), NOW)).toMatchObject(begun)
  expect(nextToBegin(standing(), room([flight()], input), NOW)).toEqual(waits(NOW + 500))
  const output = { limits: group(limit('output-tokens', 300, { limit: 10_000 })) }
  const ended = flight({ isHeard: true, endedAt: NOW - 50 })
  expect(nextToBegin(standing(), room([ended], output), NOW)).toEqual(waits(NOW + 500))
  const before = flight({ isHeard: true, endedAt: NOW - 150 })
  expect(nextToBegin(standing(), room([before], output), NOW)).toMatchObject(begun)
})

test('Tokens that are rounded to thousands may be half a thousand fewer', () => {
  const need = standing({ due: [due(0, { input: 600 })] })
  const told = (left: number) => ({ limits: group(limit('input-tokens', left, { limit: 90_000 })) })
  expect(nextToBegin(need, room([], told(1000)), NOW)).toEqual(waits(NOW + 500))
  expect(nextToBegin(need, room([], told(1001)), NOW)).toMatchObject(begun)
})

test('A run that takes more than there ever is goes when all of it is there', () => {
  const need = standing({ due: [due(0, { input: 99_999 })] })
  const told = (left: number) => ({ limits: group(limit('input-tokens', left, { limit: 5000 })) })
  expect(nextToBegin(need, room([], told(4999)), NOW)).toEqual(waits(NOW + 500))
  expect(nextToBegin(need, room([], told(5000)), NOW)).toMatchObject(begun)
})

test('Output that has ended is waited for until its limit is full again, and never for ever', () => {
  const need = standing({ due: [due(0, { output: 8000 })] })
  const told = { limits: group(limit('output-tokens', 4000, { limit: 4000 })) }
  const ended = flight({ isHeard: true, output: 8000, endedAt: NOW - 50 })
  expect(nextToBegin(need, room([ended], told), NOW)).toEqual(waits(NOW + 500))
  expect(nextToBegin(need, room([ended], told), NOW + 500)).toMatchObject(begun)
  // It has ended since then: a minute later all of it is there.
  const later = room([{ ...ended, endedAt: NOW + 600 }], told)
  expect(nextToBegin(need, later, NOW + 700)).toEqual(waits(NOW + 60_600))
  expect(nextToBegin(need, later, NOW + 60_600)).toMatchObject(begun)
})

test('A group that turned a run away rests as long as it asked for, and holds no other up', () => {
  const resting: Room = {
    flights: [],
    toldOf: (name) => ({
      ...{ limits: null, isHeard: true },
      restsUntil: name === 'a' ? NOW + 700 : null,
    }),
  }
  expect(nextToBegin(standing(), resting, NOW)).toEqual(waits(NOW + 700))
  const both = standing({ due: [due(0), due(1), due(2, { group: 'b' })] })
  expect(nextToBegin(both, resting, NOW)).toMatchObject({ ...begun, due: { index: 2 } })
  const asked = { limits: { ...group(limit('requests', 9)), retryAt: NOW + 300 } }
  expect(nextToBegin(standing(), room([], asked), NOW)).toEqual(waits(NOW + 300))
})

test('At most four run at once in a group, and eight in all', () => {
  const heard = (name: string) => flight({ group: name, isHeard: true })
  const open = { isHeard: true }
  const four = room(
    Array.from({ length: 4 }, () => heard('a')),
    open,
  )
  expect(nextToBegin(standing({ underWay: 4 }), four, NOW)).toEqual(waits(null))
  const eight = room(
    Array.from({ length: 8 }, (_, i) => heard(`other ${i % 2}`)),
    open,
  )
  expect(nextToBegin(standing({ underWay: 8 }), eight, NOW)).toEqual(waits(null))
})

test('What could go past the cap is not begun: it waits for what is under way, then the sweep pauses', () => {
  const open = room([], { isHeard: true })
  const next = (over: Partial<Standing>) => nextToBegin(standing({ cap: 3, ...over }), open, NOW)
  expect(next({ spent: 1, atMost: 1, underWay: 1 })).toMatchObject(begun)
  expect(next({ spent: 1, atMost: 1.5, underWay: 1 })).toEqual(waits(null))
  expect(next({ spent: 2.5 })).toEqual({ kind: 'pause', by: 'cap' })
  expect(next({ spent: 2, cap: null })).toMatchObject(begun)
  // Exactly the cap is not past it, whatever the sums of fractions.
  const tenths = { due: [due(0, { most: 0.1 })], cap: 0.3, spent: 0.1 + 0.1 }
  expect(next(tenths)).toMatchObject(begun)
})

test('A sweep is done when nothing is left, and pauses where only variants are left that fail', () => {
  const open = room([])
  expect(nextToBegin(standing({ due: [] }), open, NOW)).toEqual({ kind: 'done' })
  expect(nextToBegin(standing({ due: [], underWay: 1 }), open, NOW)).toEqual(waits(null))
  const resting = new Set([0, 1])
  expect(nextToBegin(standing({ resting }), open, NOW)).toEqual({ kind: 'pause', by: 'failures' })
  const one = standing({ resting: new Set([0]) })
  expect(nextToBegin(one, open, NOW)).toMatchObject({ ...begun, due: { index: 1 } })
})
