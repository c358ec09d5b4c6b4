import { isRecord } from '@/lib/wire/json'

/** What stands at a path into a value; undefined where nothing does. */
export function partAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, part) => {
    if (Array.isArray(at)) return at[Number(part)]
    return isRecord(at) && Object.hasOwn(at, part) ? at[part] : undefined
  }, value)
}

/** The object with another value at a path; objects that are missing on the way are made. */
export function withPartAt(
  object: Readonly<Record<string, unknown>>,
  [name, ...rest]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  if (name === undefined) return { ...object }
  if (rest.length === 0) return { ...object, [name]: value }
  const inner = Object.hasOwn(object, name) ? object[name] : undefined
  return { ...object, [name]: withPartAt(isRecord(inner) ? inner : {}, rest, value) }
}
