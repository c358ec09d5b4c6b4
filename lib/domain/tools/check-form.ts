import { isRecord } from '@/lib/wire/json'
import { readJsonSource } from '../json-text/source'
import { SCRIPT_LIMITS } from './answer'
import { checkSchema } from './check-schema'
import { TOOL_NAME } from './definition'
import type { SchemaFinding } from './schema-finding'
import type { ToolForm } from './tool-form'
import { validate } from './validate'
import type { ValueFlaw } from './validate-keywords'

/** Why a field keeps a tool from being saved. Its words are the message `tools.problems.<code>`. */
export type FormProblem =
  | 'nameEmpty'
  | 'namePattern'
  | 'nameLong'
  | 'descriptionLong'
  | 'url'
  | 'headerName'
  | 'seconds'
  | 'megabytes'

/** What an example is: good, no JSON object, against the schema, or not wholly looked at. */
export interface ExampleVerdict {
  isObject: boolean
  flaws: ValueFlaw[]
  unchecked: string[]
}

export interface FormCheck {
  findings: SchemaFinding[]
  problems: Partial<
    Record<'name' | 'description' | 'url' | 'headers' | 'seconds' | 'megabytes', FormProblem>
  >
  examples: ExampleVerdict[]
  /** How many things keep the tool from being saved. */
  errors: number
}

const LONGEST_DESCRIPTION = 100_000
/** What HTTP takes as the name of a header (RFC 9110 §5.1). */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$/

/** What is wrong with a tool as it is edited. */
export function checkForm(form: ToolForm): FormCheck {
  const findings = checkSchema(form.schema, { isStrict: form.isStrict, isInput: true })
  const problems = problemsOf(form)
  const schema = readJsonSource(form.schema).node?.value
  const examples = form.examples.map((text) => judgeExample(text, schema))
  const errors =
    findings.filter(({ severity }) => severity === 'error').length +
    Object.keys(problems).length +
    examples.filter(({ isObject }) => !isObject).length
  return { findings, problems, examples, errors }
}

function problemsOf(form: ToolForm): FormCheck['problems'] {
  const { name, description, way } = form
  const script = way === 'javascript'
  const all: FormCheck['problems'] = {
    ...(TOOL_NAME.test(name) ? {} : { name: nameProblem(name) }),
    ...(description.length <= LONGEST_DESCRIPTION ? {} : { description: 'descriptionLong' }),
    ...(way !== 'http' || isTarget(form.url) ? {} : { url: 'url' }),
    ...(way !== 'http' || form.headers.every(([header]) => HEADER_NAME.test(header))
      ? {}
      : { headers: 'headerName' }),
    ...(script && !isWithin(form.seconds, 0, SCRIPT_LIMITS.mostSeconds)
      ? { seconds: 'seconds' }
      : {}),
    ...(script && !isWithin(form.megabytes, 0, SCRIPT_LIMITS.mostMegabytes)
      ? { megabytes: 'megabytes' }
      : {}),
  }
  return all
}

function nameProblem(name: string): FormProblem {
  if (name === '') return 'nameEmpty'
  return /^[a-zA-Z0-9_-]+$/.test(name) ? 'nameLong' : 'namePattern'
}

function isWithin(value: number | null, above: number, most: number): boolean {
  return value !== null && value > above && value <= most
}

/** The host must stand there as it is: which one is asked must not hang on what a model says. */
function isTarget(url: string): boolean {
  return /^https?:\/\/[^/?#\s{}]+([/?#]\S*)?$/i.test(url)
}

function judgeExample(text: string, schema: unknown): ExampleVerdict {
  const value = readJsonSource(text).node?.value
  return isRecord(value)
    ? { isObject: true, ...validate(schema, value) }
    : { isObject: false, flaws: [], unchecked: [] }
}
