import type { Condition, Operator, Rule } from './answer'
import { valueAt } from './argument-path'
import { linearPattern } from './linear-pattern'

/** The first rule that fits the arguments, and which it is, from 0; null where none does. */
export function findRule(
  rules: readonly Rule[],
  input: unknown,
): { index: number; rule: Rule } | null {
  const index = rules.findIndex(({ when }) => when.every((condition) => holds(condition, input)))
  const rule = rules[index]
  return rule === undefined ? null : { index, rule }
}

/**
 * Whether a condition holds for the arguments. What is not there is only missing, and different from
 * everything. A pattern that cannot be used (see {@link linearPattern}) matches nothing.
 */
export function holds({ path, operator, value }: Condition, input: unknown): boolean {
  return TESTS[operator](valueAt(input, path), value)
}

type Test = (found: unknown, value: unknown) => boolean

const TESTS: Readonly<Record<Operator, Test>> = {
  '=': isEqual,
  '!=': (found, value) => !isEqual(found, value),
  '>': (found, value) => order(found, value) === 1,
  '>=': (found, value) => [0, 1].includes(order(found, value)),
  '<': (found, value) => order(found, value) === -1,
  '<=': (found, value) => [0, -1].includes(order(found, value)),
  contains: (found, value) =>
    typeof found === 'string'
      ? typeof value === 'string' && found.includes(value)
      : Array.isArray(found) && found.some((one) => isEqual(one, value)),
  matches: (found, value) =>
    typeof found === 'string' &&
    typeof value === 'string' &&
    linearPattern(value)?.test(found) === true,
  exists: (found) => found !== undefined,
  missing: (found) => found === undefined,
}

/** -1, 0 or 1 for two numbers, or two texts by their code units (dates of ISO 8601 by time); else NaN. */
function order(found: unknown, value: unknown): number {
  const areNumbers = typeof found === 'number' && typeof value === 'number'
  const areTexts = typeof found === 'string' && typeof value === 'string'
  if (!areNumbers && !areTexts) return Number.NaN
  if (found === value) return 0
  return found < value ? -1 : 1
}

/** As JSON is equal: the order of an object's fields says nothing. */
function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [names, others] = [Object.keys(a), Object.keys(b)]
  return (
    names.length === others.length &&
    names.every(
      (name) => Object.hasOwn(b, name) && isEqual(Reflect.get(a, name), Reflect.get(b, name)),
    )
  )
}
