import { isRecord } from '@/lib/wire/json'
import { readJsonSource } from '../json-text/source'
import { type CustomDefinition, customDefinitionSchema, TOOL_NAME } from './definition'

/** Why one of the tools in a text cannot be taken. Its words are the message `tools.import.<code>`. */
export type ImportProblem = 'notTool' | 'serverTool' | 'name' | 'noSchema' | 'schemaType' | 'field'

/** One tool found in a text. */
export interface FoundTool {
  /** As far as it has one. */
  name: string
  definition: CustomDefinition | null
  problem: ImportProblem | null
  /** Another tool has its name, so that it comes in under this one. */
  renamed: string | null
}

/** The tools in a text; the place of the fault where it is no JSON. */
export type FoundTools =
  | { tools: FoundTool[]; fault: null }
  | { tools: []; fault: { line: number } }

/**
 * Finds tools in JSON: one, a list, or a whole request that has some; as the Messages API writes them,
 * as OpenAI's two APIs do, or as an MCP server lists them.
 */
export function findTools(text: string, taken: ReadonlySet<string>): FoundTools {
  const { node, fault } = readJsonSource(text)
  if (fault !== null)
    return { tools: [], fault: { line: text.slice(0, fault.from).split('\n').length } }
  const names = new Set(taken)
  const tools = listIn(node.value).map((one) => {
    const found = readTool(one)
    if (found.definition === null) return found
    const renamed = freeName(found.name, names)
    names.add(renamed)
    return renamed === found.name
      ? found
      : { ...found, renamed, definition: { ...found.definition, name: renamed } }
  })
  return { tools, fault: null }
}

/** The name, or the first with a number that nobody has. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  for (let count = 2; ; count++) {
    const end = `_${count}`
    const next = name.slice(0, 64 - end.length) + end
    if (!taken.has(next)) return next
  }
}

function listIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  if (!isRecord(value)) return [value]
  const { tools, functions, function: one } = value
  const list = [tools, functions].find((part) => Array.isArray(part))
  return Array.isArray(list) && one === undefined ? list : [value]
}

function readTool(given: unknown): FoundTool {
  const refused = (problem: ImportProblem, name = ''): FoundTool => ({
    name,
    definition: null,
    problem,
    renamed: null,
  })
  if (!isRecord(given)) return refused('notTool')
  const { type, function: inner } = given
  const source = type === 'function' && isRecord(inner) ? inner : given
  const name = typeof source.name === 'string' ? source.name : ''
  if (typeof type === 'string' && type !== 'function' && type !== 'custom') {
    return refused('serverTool', name === '' ? type : name)
  }
  const { input_schema, parameters, inputSchema } = source
  const schema = input_schema ?? parameters ?? inputSchema
  if (!TOOL_NAME.test(name))
    return refused(name === '' && schema === undefined ? 'notTool' : 'name', name)
  if (schema === undefined && source === given && type !== 'function')
    return refused('noSchema', name)
  return readFields(name, source, schema ?? { type: 'object', properties: {} }, refused)
}

/** What another dialect has besides, such as the title of an MCP tool, is no field of a request. */
const OWN_FIELDS = ['cache_control', 'eager_input_streaming', 'input_examples', 'strict'] as const

function readFields(
  name: string,
  source: Readonly<Record<string, unknown>>,
  schema: unknown,
  refused: (problem: ImportProblem, name: string) => FoundTool,
): FoundTool {
  // OpenAI takes an empty one for "no arguments".
  const full =
    isRecord(schema) && Object.keys(schema).length === 0
      ? { type: 'object', properties: {} }
      : schema
  if (!isRecord(full)) return refused('noSchema', name)
  if (full.type !== 'object') return refused('schemaType', name)
  const own = OWN_FIELDS.flatMap((field) =>
    source[field] == null ? [] : [[field, source[field]] as const],
  )
  const description = source.description == null ? {} : { description: source.description }
  const read = customDefinitionSchema.safeParse({
    name,
    ...description,
    input_schema: full,
    ...Object.fromEntries(own),
  })
  if (!read.success) return refused('field', name)
  return { name, definition: read.data, problem: null, renamed: null }
}

/** A tool as OpenAI's chat completions define it. */
export function toOpenAi({ name, description, input_schema, strict }: CustomDefinition) {
  return {
    type: 'function',
    function: {
      name,
      ...(description === undefined ? {} : { description }),
      parameters: input_schema,
      ...(strict === undefined ? {} : { strict }),
    },
  }
}
