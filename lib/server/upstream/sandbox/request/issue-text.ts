import 'server-only'
import type { z } from 'zod'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** An issue in the API's words: the field's path, then what was expected of it. */
export function issueText(issue: Issue, body: unknown): string {
  const [path, text] = locate(issue, [], body)
  return path.length === 0 ? text : `${taggedPath(path, body)}: ${text}`
}

function locate(issue: Issue, prefix: Path, body: unknown): [Path, string] {
  const path = [...prefix, ...issue.path]
  if (issue.code === 'unrecognized_keys') {
    return [[...path, ...issue.keys.slice(0, 1)], 'Extra inputs are not permitted']
  }
  if (valueAt(body, path) === undefined && path.length > 0) return [path, 'Field required']
  if (issue.code === 'invalid_union') return locateUnion(issue, path, body)
  return [path, expectation(issue)]
}

/** The branch that got past its outermost type is the one that was meant. */
function meantBranch({ errors }: z.core.$ZodIssueInvalidUnion): Issue[] | undefined {
  return errors.find(([first]) => first?.code !== 'invalid_type' || first.path.length > 0)
}

/** All that is wrong inside the alternative that was meant, with whole paths. */
export function meantIssues(issue: Issue): Issue[] {
  const meant = issue.code === 'invalid_union' ? meantBranch(issue) : undefined
  if (meant === undefined) return [issue]
  return meant.flatMap((inner) => meantIssues({ ...inner, path: [...issue.path, ...inner.path] }))
}

function locateUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
  body: unknown,
): [Path, string] {
  if (issue.errors.length === 0) {
    const tag = JSON.stringify(valueAt(body, path))
    return [
      path.slice(0, -1),
      `Input tag ${tag} found using 'type' does not match any of the expected tags`,
    ]
  }
  const meant = meantBranch(issue)?.[0]
  if (meant !== undefined) return locate(meant, path, body)
  const kinds = issue.errors.map(([first]) =>
    first?.code === 'invalid_type' ? kindName(first.expected) : 'value',
  )
  return [path, `Input should be a valid ${kinds.join(' or ')}`]
}

/** The API's validator names types as Python does. */
const KIND_NAMES: Readonly<Record<string, string>> = {
  array: 'list',
  object: 'dictionary',
  record: 'dictionary',
  int: 'integer',
}
const kindName = (kind: string) => KIND_NAMES[kind] ?? kind

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `Input should be a valid ${kindName(issue.expected)}`
    case 'invalid_value':
      return `Input should be ${issue.values.map((value) => `'${String(value)}'`).join(' or ')}`
    case 'invalid_format':
      return `String should match pattern '${(issue.pattern ?? '').replace(/^\/|\/$/g, '')}'`
    case 'too_small':
      return sizeText(issue.origin, 'at least', 'greater', issue.minimum)
    case 'too_big':
      return sizeText(issue.origin, 'at most', 'less', issue.maximum)
    default:
      return issue.message
  }
}

function sizeText(origin: string, edge: string, side: string, size: number | bigint): string {
  if (origin === 'string') return `String should have ${edge} ${size} characters`
  if (origin === 'array') return `List should have ${edge} ${size} items`
  return `Input should be ${side} than or equal to ${size}`
}

export function valueAt(body: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => childOf(value, key), body)
}

function childOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

/** Fields whose value is chosen by its `type`; the API writes that type into the path. */
const TAGGED: ReadonlySet<PropertyKey> = new Set([
  'content',
  'source',
  'thinking',
  'tool_choice',
  'tools',
])

/** `messages.0.content.1.image.source.base64.data`: the path as the API writes it. */
function taggedPath(path: Path, body: unknown): string {
  const words: string[] = []
  let value = body
  for (const [at, key] of path.entries()) {
    words.push(String(key))
    value = childOf(value, key)
    const field = typeof key === 'number' ? path[at - 1] : key
    const untyped = field === 'tools' && key !== 'tools' ? 'custom' : undefined
    const tag = childOf(value, 'type') ?? untyped
    const isLast = at === path.length - 1
    if (!isLast && field !== undefined && TAGGED.has(field) && typeof tag === 'string') {
      words.push(tag)
    }
  }
  return words.join('.')
}
