import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const ROOMS = ['app', 'components', 'lib', 'e2e', 'scripts']
const ITEMS = 80

/** Those that speak of the proxy, or of what passes through it: files, batches, the OpenAI layer. */
const OF_THE_GATEWAY = [
  ...[...range(1, 11), ...range(13, 21), ...range(45, 57), ...range(63, 65), ...range(67, 80)],
]

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

const texts = ROOMS.flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => readFileSync(join(ROOT, room, name), 'utf8')),
)

/** The numbers with which titles begin: `Item N: …`, `Items N, M: …`. */
function itemsIn(text: string): number[] {
  return [...text.matchAll(/['"`]Items? (\d+(?:, \d+)*)[:,] /g)].flatMap(([, list = '']) =>
    list.split(', ').map(Number),
  )
}

/** What of a file runs once through each door. */
function throughDoors(text: string): string {
  return [...text.matchAll(/^describe\.each\(DOORS\)[\s\S]*?\n\}\)/gm)].join('\n')
}

const missing = (wanted: readonly number[], found: readonly number[]) => {
  const known = new Set(found)
  return wanted.filter((item) => !known.has(item))
}

test('Each item of the API’s conformance checklist has a test that bears its number', () => {
  expect(missing(range(1, ITEMS), texts.flatMap(itemsIn))).toEqual([])
})

test('Each item that concerns the gateway runs through both of its doors', () => {
  expect(missing(OF_THE_GATEWAY, texts.map(throughDoors).flatMap(itemsIn))).toEqual([])
})
