import { isObject, type Json } from './exact-json'

/** All that a value holds that is neither a list nor an object, names of members among it. */
export function* valuesIn(value: Json): Generator<Exclude<Json, Json[]>> {
  if (Array.isArray(value)) {
    for (const item of value) yield* valuesIn(item)
  } else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      yield name
      yield* valuesIn(member)
    }
  } else {
    yield value
  }
}
