import { isSameNumber } from '@/lib/wire/json-numbers'
import { ExactNumber, isObject, type ReadJson } from '../code/exact-json'
import type { FieldPath } from './field-path'

/** A field of two structured answers. What one of them lacks is undefined there. */
export interface FieldChange {
  path: FieldPath
  /** `moved`: a list that has the same items in another order; the sides are then what names them. */
  kind: 'same' | 'changed' | 'added' | 'removed' | 'moved'
  before: ReadJson | undefined
  after: ReadJson | undefined
}

/**
 * Two structured answers field by field, in the baseline's order. Objects are the same however their names
 * are ordered; lists are compared place by place, but where every item is an object with an `id`, else a
 * `name`, of its own, by that. A part that only one of them has is one field, whatever it holds.
 */
export function diffFields(before: ReadJson, after: ReadJson): FieldChange[] {
  if (isObject(before) && isObject(after)) {
    const [a, b] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
    if (a.size > 0 && b.size > 0) return diffParts(a, b, (name) => name)
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length > 0 && after.length > 0) {
    return diffLists(before, after)
  }
  return [{ path: [], kind: isSame(before, after) ? 'same' : 'changed', before, after }]
}

function diffLists(before: readonly ReadJson[], after: readonly ReadJson[]): FieldChange[] {
  for (const by of ['id', 'name'] as const) {
    const [a, b] = [namedBy(by, before), namedBy(by, after)]
    if (a === null || b === null) continue
    const fields = diffParts(a, b, (value) => ({ by, value }))
    const [wasIn, isIn] = [[...a.keys()].filter(isOf(b)), [...b.keys()].filter(isOf(a))]
    if (wasIn.every((name, place) => name === isIn[place])) return fields
    return [{ path: [], kind: 'moved', before: wasIn, after: isIn }, ...fields]
  }
  return diffParts(new Map(before.entries()), new Map(after.entries()), (place) => place)
}

function isOf<K>(map: ReadonlyMap<K, unknown>): (key: K) => boolean {
  return (key) => map.has(key)
}

/** The items of a list by what names each; null where not every one has a name of its own. */
function namedBy(by: string, list: readonly ReadJson[]): Map<string | number, ReadJson> | null {
  const items = new Map<string | number, ReadJson>()
  for (const item of list) {
    const name = isObject(item) && Object.hasOwn(item, by) ? item[by] : null
    if (typeof name !== 'string' && typeof name !== 'number') return null
    if (items.has(name)) return null
    items.set(name, item)
  }
  return items
}

function diffParts<K>(
  before: ReadonlyMap<K, ReadJson>,
  after: ReadonlyMap<K, ReadJson>,
  stepOf: (key: K) => FieldPath[number],
): FieldChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): FieldChange[] => {
    const step = stepOf(key)
    const [was, is] = [before.get(key), after.get(key)]
    if (was === undefined) return [{ path: [step], kind: 'added', before: was, after: is }]
    if (is === undefined) return [{ path: [step], kind: 'removed', before: was, after: is }]
    return diffFields(was, is).map((field) => ({ ...field, path: [step, ...field.path] }))
  })
}

/** Of values without parts; two that are empty have none either. */
function isSame(one: ReadJson, other: ReadJson): boolean {
  if (one instanceof ExactNumber && other instanceof ExactNumber) {
    return isSameNumber(one.text, other.text)
  }
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length
  if (isObject(one) && isObject(other)) {
    return Object.keys(one).length === Object.keys(other).length
  }
  return one === other
}
