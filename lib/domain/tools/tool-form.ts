import * as z from 'zod/mini'
import { isRecord } from '@/lib/wire/json'
import { formatValue } from '../json-text/format'
import { readJsonSource } from '../json-text/source'
import { type Answer, APPROVALS, HTTP_METHODS, ruleSchema, SCRIPT_LIMITS } from './answer'
import { type CustomDefinition, inputSchemaOf, nameOfDefinition } from './definition'
import type { CreateTool, Tool } from './tool'

/** How long what stands up to a tool is kept by the upstream; off = no mark there. */
export const TOOL_CACHES = ['off', '5m', '1h'] as const

const formSchema = z.object({
  name: z.string(),
  description: z.string(),
  /** The text of the input's schema, which need not be JSON yet. */
  schema: z.string(),
  isStrict: z.boolean(),
  cache: z.enum(TOOL_CACHES),
  isEager: z.boolean(),
  /** The texts of `input_examples`. */
  examples: z.array(z.string()),
  approval: z.enum(APPROVALS),
  /** The way that holds; what the others would need is kept beside it. */
  way: z.enum(['hand', 'rules', 'javascript', 'http', 'mcp', 'builtin']),
  rules: z.array(ruleSchema),
  code: z.string(),
  seconds: z.nullable(z.number()),
  megabytes: z.nullable(z.number()),
  method: z.enum(HTTP_METHODS),
  url: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.nullable(z.string()),
  /** Which of the built-in tools answers, where one does. */
  builtin: z.nullable(z.string()),
})

/** A tool as its screen edits it. */
export type ToolForm = z.infer<typeof formSchema>

/** What was changed of a tool, and not saved; of a new one, all that is not as usual. */
export const formChangesSchema = z.partial(formSchema)
export type FormChanges = { [Field in keyof ToolForm]?: ToolForm[Field] | undefined }

/** What the script of a new tool is: it shows how to say something. */
const FRESH_CODE = `// input: the arguments. What you return goes back to the model.
console.log(input)
return { ok: true }
`

/** A tool that nobody has touched. */
export const FRESH_FORM: ToolForm = {
  name: '',
  description: '',
  schema: formatValue({
    type: 'object',
    properties: { query: { type: 'string', description: '' } },
    required: ['query'],
    additionalProperties: false,
  }),
  isStrict: false,
  cache: 'off',
  isEager: false,
  examples: [],
  approval: 'never',
  way: 'hand',
  rules: [],
  code: FRESH_CODE,
  seconds: SCRIPT_LIMITS.seconds,
  megabytes: SCRIPT_LIMITS.megabytes,
  method: 'GET',
  url: '',
  headers: [],
  body: null,
  builtin: null,
}

/** A tool of the library as its screen edits it. */
export function toForm({
  definition,
  answer,
  approval,
}: Pick<Tool, 'definition' | 'answer' | 'approval'>): ToolForm {
  const { by, ...told } = answer
  return {
    ...FRESH_FORM,
    name: nameOfDefinition(definition),
    description: definition.description ?? '',
    schema: formatValue(inputSchemaOf(definition) ?? {}),
    isStrict: definition.strict === true,
    cache: cacheOf(definition),
    isEager: definition.eager_input_streaming === true,
    examples: (definition.input_examples ?? []).map((example) => JSON.stringify(example)),
    approval,
    way: by,
    ...(by === 'builtin' ? { builtin: answer.name } : by === 'mcp' ? {} : told),
  }
}

function cacheOf({ cache_control: cache }: CustomDefinition): ToolForm['cache'] {
  if (cache == null) return 'off'
  return cache.ttl === '1h' ? '1h' : '5m'
}

const CACHE_CONTROL = {
  '5m': { type: 'ephemeral' },
  '1h': { type: 'ephemeral', ttl: '1h' },
} as const

/**
 * The tool that a form says; null where its texts are no JSON yet. What it was before (null = new) keeps
 * the fields that the form knows nothing of.
 */
export function fromForm(
  form: ToolForm,
  before: Pick<Tool, 'definition' | 'answer'> | null,
): Pick<CreateTool, 'definition' | 'answer' | 'approval'> | null {
  const schema = readJsonSource(form.schema).node?.value
  const examples = form.examples.map((text) => readJsonSource(text).node?.value)
  if (!isRecord(schema) || schema.type !== 'object' || !examples.every(isRecord)) return null
  const known = [
    'description',
    'strict',
    'cache_control',
    'eager_input_streaming',
    'input_examples',
  ]
  const rest = Object.entries(before?.definition ?? {}).filter(([name]) => !known.includes(name))
  const isCacheKept = before !== null && cacheOf(before.definition) === form.cache
  const cache = isCacheKept
    ? before.definition.cache_control
    : form.cache === 'off'
      ? null
      : CACHE_CONTROL[form.cache]
  const definition: CustomDefinition = {
    ...Object.fromEntries(rest),
    name: form.name,
    ...(form.description === '' ? {} : { description: form.description }),
    input_schema: { ...schema, type: 'object' },
    ...(form.isStrict ? { strict: true } : {}),
    ...(cache == null ? {} : { cache_control: cache }),
    ...(form.isEager ? { eager_input_streaming: true } : {}),
    ...(examples.length === 0 ? {} : { input_examples: examples }),
  }
  const answer = answerOf(form, before?.answer ?? null)
  return answer === null ? null : { definition, answer, approval: form.approval }
}

/** How a form says that its tool is answered; null where it does not say enough. */
export function answerOf(form: ToolForm, before: Answer | null): Answer | null {
  const { way, rules, code, seconds, megabytes, method, url, headers, body, builtin } = form
  switch (way) {
    case 'hand':
      return { by: way }
    case 'rules':
      return { by: way, rules }
    case 'javascript':
      return seconds === null || megabytes === null ? null : { by: way, code, seconds, megabytes }
    case 'http':
      return { by: way, method, url, headers, body }
    case 'builtin':
      return builtin === null ? null : { by: way, name: builtin }
    case 'mcp':
      return before?.by === 'mcp' ? before : null
  }
}

/** What an MCP server says of its tool. Its answers to calls were accepted together with it. */
const PINNED = ['name', 'description', 'schema']

/** True for a tool that is described as it was accepted, and not by a form. */
export function isPinned(tool: Pick<Tool, 'answer'> | null): boolean {
  return tool?.answer.by === 'mcp'
}

/** What of the changes that are kept for a tool can be made of it. */
export function allowedChanges(changes: FormChanges, tool: Pick<Tool, 'answer'> | null) {
  if (!isPinned(tool)) return changes
  const allowed: FormChanges = Object.fromEntries(
    Object.entries(changes).filter(([field]) => !PINNED.includes(field)),
  )
  return allowed
}

/** What still differs from the tool as it is: by value, since a text may be laid out in another way. */
export function unsavedChanges(changes: FormChanges, base: ToolForm): FormChanges {
  const differs = ([field, value]: [string, unknown]) => {
    const before = Object.entries(base).find(([name]) => name === field)?.[1]
    return value !== undefined && keyOf(field, value) !== keyOf(field, before)
  }
  return Object.fromEntries(Object.entries(changes).filter(differs))
}

function keyOf(field: string, value: unknown): string {
  if (field === 'schema') return textKey(value)
  if (field === 'examples' && Array.isArray(value)) return value.map(textKey).join('\n')
  return JSON.stringify(value)
}

/** By the engine's own reader: this is asked at each key, and nobody asks for places. */
function textKey(text: unknown): string {
  try {
    return JSON.stringify(JSON.parse(String(text)))
  } catch {
    return `text ${text}`
  }
}
