import 'server-only'
import type { z } from 'zod'

/** What a value may be, by the name that zod gives its kind. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

/** What a text must be, by the name that zod gives its form. A pattern's schema says it itself. */
const FORMS: Readonly<Record<string, string>> = {
  uuid: 'a UUID of version 7',
  regex: 'of another form',
}

/**
 * Says what is allowed, for schemas that do not say it themselves: the rest of a sentence that
 * begins with the field's name. (The sandbox has words of its own, those of the API.)
 */
export function issueText(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'must be given'
      return `must be ${KINDS[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`
    case 'invalid_format':
      return `must be ${FORMS[issue.format] ?? `a text of the form ${issue.format}`}`
    case 'too_small':
      return `must ${sizeText(issue.origin, 'at least', issue.minimum)}`
    case 'too_big':
      return `must ${sizeText(issue.origin, 'at most', issue.maximum)}`
    case 'unrecognized_keys':
      return `must not have the field ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}`
    case 'invalid_key':
      return `has a name that ${issue.issues[0]?.message ?? 'is not valid'}`
    default:
      return 'is not valid'
  }
}

function sizeText(origin: string, edge: string, size: number | bigint): string {
  const many = Number(size) === 1 ? '' : 's'
  if (origin === 'string') return `have ${edge} ${size} character${many}`
  if (origin === 'array') return `have ${edge} ${size} item${many}`
  return `be ${edge} ${size}`
}
