/**
 * What stands in the arguments at a path of names and indexes joined by dots, as in `range.from` or
 * `ids.0`; the empty path is the arguments themselves. Undefined where nothing does.
 */
export function valueAt(input: unknown, path: string): unknown {
  let value = input
  for (const name of path === '' ? [] : path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    // `length` is a list's own, and none of the arguments.
    if (Array.isArray(value) && !/^\d+$/.test(name)) return undefined
    value = Reflect.get(value, name)
  }
  return value
}
