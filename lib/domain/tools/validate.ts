import { isRecord } from '@/lib/wire/json'
import { resolveRef } from './resolve-ref'
import { CHECKS, NOT_CHECKED, type Schema, type ValueFlaw } from './validate-keywords'

export interface Verdict {
  flaws: ValueFlaw[]
  /** Keywords that the schema has and this check knows nothing of: what they say was not looked at. */
  unchecked: string[]
}

/** Deeper than any value that is written by hand; a schema that comes back to itself ends here. */
const DEEPEST = 64

/**
 * Checks a value by the common keywords of JSON Schema, in the browser: ajv, which checks them all,
 * makes functions from text, which the page's policy forbids.
 */
export function validate(schema: unknown, value: unknown): Verdict {
  const unchecked = new Set<string>()
  const check = (part: unknown, at: unknown, path: string, depth: number): ValueFlaw[] => {
    if (part === false) return [{ code: 'never', path }]
    if (!isRecord(part) || depth > DEEPEST) return []
    return flawsOf(part, at, path, depth)
  }
  const flawsOf = (part: Schema, at: unknown, path: string, depth: number): ValueFlaw[] =>
    Object.keys(part).flatMap((keyword) => {
      if (keyword === '$ref') {
        const target = resolveRef(schema, part.$ref)
        if (target === undefined) unchecked.add(keyword)
        return target === undefined ? [] : check(target, at, path, depth + 1)
      }
      const found = CHECKS[keyword]
      if (found === undefined || !Object.hasOwn(CHECKS, keyword)) {
        if (NOT_CHECKED.has(keyword)) unchecked.add(keyword)
        return []
      }
      const inner = (innerSchema: unknown, innerValue: unknown, name?: string) =>
        check(innerSchema, innerValue, joined(path, name), depth + 1)
      return found(part, at, inner).map((flaw) => ('path' in flaw ? flaw : { ...flaw, path }))
    })
  const flaws = check(schema, value, '', 0)
  return { flaws, unchecked: [...unchecked] }
}

function joined(path: string, name: string | undefined): string {
  if (name === undefined) return path
  return path === '' ? name : `${path}.${name}`
}
