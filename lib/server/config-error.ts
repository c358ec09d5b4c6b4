import 'server-only'
import type { z } from 'zod'

/** A wrong setting, told in one line. `code` marks it for the front door. */
export class ConfigError extends Error {
  readonly code = 'config_error'
}

/**
 * The first problem of a failed parse as `NAME what is allowed`, never with the value itself.
 * `whole` names what was parsed, for a problem of no single field.
 */
export function firstProblem(error: z.ZodError, whole: string): string {
  const issue = error.issues[0]
  if (issue === undefined) return `${whole} is not valid`
  const path = issue.path.reduce<string>(
    (text, step) =>
      typeof step === 'number'
        ? `${text}[${step}]`
        : text
          ? `${text}.${String(step)}`
          : String(step),
    '',
  )
  return `${path === '' ? whole : path} ${issue.message}`
}
