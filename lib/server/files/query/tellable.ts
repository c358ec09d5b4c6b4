import 'server-only'

/** A result is told in so many characters, about: a model pays for each with every turn that follows. */
export const MOST_TOLD = 20_000
const LONGEST_TEXT = 1000

/** As many of the first values as may be told, and how many are left out. */
export function tellable<Value>(
  values: readonly Value[],
  most = MOST_TOLD,
): { told: Value[]; leftOut: number } {
  let room = most
  const end = values.findIndex((value) => {
    room -= JSON.stringify(value).length + 1
    return room < 0
  })
  const told = end === -1 ? [...values] : values.slice(0, end)
  return { told, leftOut: values.length - told.length }
}

/** A text of which the end is left out where it is long. */
export function shorten(text: string, most = LONGEST_TEXT): string {
  return text.length <= most ? text : `${text.slice(0, most).trimEnd()}…`
}

/** Names as an error tells them: quoted, and not without end. */
export function listOf(names: readonly string[], most = 40): string {
  const told = names.slice(0, most).map((name) => JSON.stringify(shorten(name, 80)))
  return names.length > most
    ? `${told.join(', ')} and ${names.length - most} more`
    : told.join(', ')
}
