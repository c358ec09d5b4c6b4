import { isRecord } from '@/lib/wire/json'
import { readJsonSource } from '../json-text/source'
import { partAt, withPartAt } from './json-path'
import { resolveRef } from './resolve-ref'
import { isOfType } from './validate-keywords'

/** How a field of the form takes its value. */
export type FieldKind =
  | { kind: 'text' | 'number' | 'integer' | 'boolean' | 'date' | 'dateTime' | 'json' }
  /** One scalar of several; what is typed is its JSON. */
  | { kind: 'choice'; choices: readonly string[] }
  /** Scalars, one a line. */
  | { kind: 'list'; of: 'text' | 'number' | 'integer' }

export type FormField = FieldKind & {
  path: readonly string[]
  /** As in `range.from`. */
  label: string
  isRequired: boolean
  hint: string | null
}

/**
 * What is typed into each field, by its label; absent and '' = nothing. A map: a schema may call a property
 * `constructor`, which each object has.
 */
export type FormTexts = ReadonlyMap<string, string>

/** Why a field's text is no value. Its words are the message `tools.try.<code>`. */
export type FieldProblem = 'required' | 'number' | 'integer' | 'json'

/** Objects in objects are flattened so far. */
const DEEPEST = 4

type Schema = Readonly<Record<string, unknown>>

/** The fields that an input's schema asks for, its inner objects flattened. */
export function formFields(schema: unknown): FormField[] {
  return isRecord(schema) ? fieldsOf(schema, schema, [], true) : []
}

function fieldsOf(
  schema: Schema,
  root: Schema,
  path: readonly string[],
  isNeeded: boolean,
): FormField[] {
  const properties = isRecord(schema.properties) ? schema.properties : {}
  const required: unknown[] = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(properties).flatMap(([name, given]) => {
    const part = resolve(given, root)
    const inner = [...path, name]
    const isRequired = isNeeded && required.includes(name)
    const isObject = part.type === 'object' && isRecord(part.properties)
    if (isObject && inner.length < DEEPEST && Object.keys(part.properties ?? {}).length > 0) {
      return fieldsOf(part, root, inner, isRequired)
    }
    const hint = typeof part.description === 'string' ? part.description : null
    return [{ ...kindOf(part), path: inner, label: inner.join('.'), isRequired, hint }]
  })
}

/** The schema that is meant: at the end of its references, and without the null that it may be too. */
function resolve(given: unknown, root: Schema, left = 8): Schema {
  if (!isRecord(given)) return {}
  const { $ref: ref, ...rest } = given
  if (ref !== undefined && left > 0) {
    const target = resolveRef(root, ref)
    return isRecord(target) ? { ...resolve(target, root, left - 1), ...rest } : rest
  }
  if (Array.isArray(given.type)) {
    const types = given.type.filter((type) => type !== 'null')
    return types.length === 1 ? { ...given, type: types[0] } : given
  }
  const parts = Array.isArray(given.anyOf) ? given.anyOf : []
  const others = parts.filter((part) => !(isRecord(part) && part.type === 'null'))
  const { anyOf: _anyOf, ...own } = given
  return parts.length > others.length && others.length === 1 && left > 0
    ? { ...resolve(others[0], root, left - 1), ...own }
    : given
}

function kindOf(schema: Schema): FieldKind {
  const { enum: values, type, format } = schema
  if (Array.isArray(values) && values.length > 0 && values.every((value) => !isObjectLike(value))) {
    return { kind: 'choice', choices: values.map((value) => JSON.stringify(value)) }
  }
  if (type === 'string' && format === 'date') return { kind: 'date' }
  if (type === 'string' && format === 'date-time') return { kind: 'dateTime' }
  if (type === 'boolean') return { kind: 'boolean' }
  const scalar = scalarOf(schema)
  if (scalar !== null) return { kind: scalar }
  const of = type === 'array' && isRecord(schema.items) ? scalarOf(schema.items) : null
  return of === null ? { kind: 'json' } : { kind: 'list', of }
}

const SCALARS = { string: 'text', number: 'number', integer: 'integer' } as const

function scalarOf({ type, enum: values }: Schema): 'text' | 'number' | 'integer' | null {
  if (values !== undefined || typeof type !== 'string') return null
  return type === 'string' || type === 'number' || type === 'integer' ? SCALARS[type] : null
}

function isObjectLike(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

/** The input that the texts say, and what is wrong with which. */
export function readForm(
  fields: readonly FormField[],
  texts: FormTexts,
): { input: Record<string, unknown>; problems: ReadonlyMap<string, FieldProblem> } {
  const problems = new Map<string, FieldProblem>()
  let input: Record<string, unknown> = {}
  for (const field of fields) {
    const text = texts.get(field.label) ?? ''
    if (text === '') {
      if (field.isRequired) problems.set(field.label, 'required')
      continue
    }
    const read = readText(field, text)
    if ('problem' in read) problems.set(field.label, read.problem)
    else input = withPartAt(input, field.path, read.value)
  }
  return { input, problems }
}

type Read = { value: unknown } | { problem: FieldProblem }

function readText(field: FieldKind, text: string): Read {
  switch (field.kind) {
    case 'number':
    case 'integer':
      return readNumber(text, field.kind)
    case 'boolean':
      return { value: text === 'true' }
    case 'choice':
    case 'json':
      return readJson(text)
    case 'list':
      return readList(text, field.of)
    default:
      return { value: text }
  }
}

function readNumber(text: string, kind: 'number' | 'integer'): Read {
  const value = Number(text)
  return text.trim() !== '' && isOfType(value, kind) && Number.isFinite(value)
    ? { value }
    : { problem: kind }
}

function readJson(text: string): Read {
  const { node } = readJsonSource(text)
  return node === null ? { problem: 'json' } : { value: node.value }
}

function readList(text: string, of: 'text' | 'number' | 'integer'): Read {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (of === 'text') return { value: lines }
  const values = lines.map((line) => readNumber(line, of))
  return values.find((read) => 'problem' in read) ?? { value: values.flatMap(readValues) }
}

function readValues(read: Read): unknown[] {
  return 'value' in read ? [read.value] : []
}

/** The texts that say an input, as far as the fields can say it. */
export function writeForm(fields: readonly FormField[], input: unknown): FormTexts {
  return new Map(
    fields.flatMap((field): [string, string][] => {
      const value = partAt(input, field.path)
      return value === undefined ? [] : [[field.label, writeText(field, value)]]
    }),
  )
}

function writeText({ kind }: FieldKind, value: unknown): string {
  if (kind === 'list' && Array.isArray(value)) return value.map(String).join('\n')
  if (kind === 'choice' || kind === 'json' || isObjectLike(value)) return JSON.stringify(value)
  return String(value)
}
