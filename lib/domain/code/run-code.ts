import { parseRecord } from '@/lib/wire/json'
import type { RawRun } from '../raw-run'
import { MESSAGES_PATH } from '../request-headers'
import type { Run } from '../run'
import { isOwnHeader, keptPath } from '../run-curl'
import type { CodeRequest } from './code-request'
import { isObject, parseExact } from './exact-json'
import { type CodeTarget, type Place, placeOf } from './place'

/** A program stops after so many answers in a row; a run says nothing of it. */
const MAX_STEPS = 10

/**
 * The request of a run as a program is to make it, to the last digit; null where the screen does not
 * have it whole, it is no JSON object, or another call than that of a message.
 */
export function runCode(
  run: Pick<Run, 'path' | 'upstream'>,
  { request }: RawRun,
  place: Omit<Place, 'name'>,
  target: CodeTarget,
): CodeRequest | null {
  const { body: text, isWhole } = request
  const path = keptPath(run.path)
  if (path.split('?', 1)[0] !== MESSAGES_PATH) return null
  if (text === null || !isWhole || parseRecord(text) === null) return null
  const body = parseExact(text)
  return {
    ...placeOf({ ...place, name: run.upstream }, target),
    path,
    headers: request.headers.filter(([name]) => !isOwnHeader(name)),
    body: isObject(body) ? body : {},
    text,
    scripts: new Map(),
    maxSteps: MAX_STEPS,
  }
}
