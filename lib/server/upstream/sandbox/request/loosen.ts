import 'server-only'
import type { z } from 'zod'
import { isRecord } from '@/lib/wire/json'
import { meantIssues, valueAt } from './issue-text'

type Path = readonly PropertyKey[]

/** As often as one unknown thing can hide others behind it. */
const MOST_PASSES = 100

/**
 * Parses a body as if what the schema does not know were not there: unknown fields are left out,
 * unknown blocks and tools stay as they are (claude-api.md §2.1, the setting of the sandbox).
 */
export function parseLoosely<Body>(
  json: unknown,
  schema: z.ZodType<Body>,
): z.ZodSafeParseResult<Body> {
  const known = structuredClone(json)
  const unknowns: { path: Path; value: unknown }[] = []
  let result = schema.safeParse(known)
  for (let pass = 0; !result.success && pass < MOST_PASSES; pass++) {
    const issues = result.error.issues.flatMap(meantIssues)
    const taken = issues.map((issue) => takeOut(known, issue, unknowns))
    if (!taken.includes(true)) break
    result = schema.safeParse(known)
  }
  if (result.success) for (const { path, value } of unknowns) put(result.data, path, value)
  return result
}

/** Takes what an issue does not know out of the body; false where that is not its complaint. */
function takeOut(
  body: unknown,
  issue: z.core.$ZodIssue,
  unknowns: { path: Path; value: unknown }[],
): boolean {
  const place = valueAt(body, issue.path)
  if (issue.code === 'unrecognized_keys' && isRecord(place)) {
    for (const key of issue.keys) delete place[key]
    return true
  }
  const isUnknownType = issue.code === 'invalid_union' && issue.errors.length === 0
  const path = issue.path.slice(0, -1)
  const value = valueAt(body, path)
  const isBlock = typeof path.at(-1) === 'number' && isRecord(value)
  if (!isUnknownType || !isBlock || typeof value.type !== 'string') return false
  unknowns.push({ path, value })
  return put(body, path, path[0] === 'tools' ? STAND_INS.tool : STAND_INS.block)
}

/** What stands in an unknown thing's place while the rest is parsed. */
const STAND_INS = {
  tool: { name: 'unknown', input_schema: { type: 'object' } },
  block: { type: 'text', text: '?' },
}

function put(body: unknown, path: Path, value: unknown): boolean {
  const holder = valueAt(body, path.slice(0, -1))
  const key = path.at(-1)
  return key !== undefined && typeof holder === 'object' && holder !== null
    ? Reflect.set(holder, key, value)
    : false
}
