import * as z from 'zod/mini'

/** How a condition compares what stands at its path with its value. */
export const OPERATORS = [
  ...(['=', '!=', '>', '>=', '<', '<='] as const),
  ...(['contains', 'matches', 'exists', 'missing'] as const),
] as const
export type Operator = (typeof OPERATORS)[number]

const blockSchema = z.looseObject({ type: z.string().check(z.minLength(1), z.maxLength(128)) })

/** What goes back to the model: `content` and `is_error` of a `tool_result`. */
export const toolResultSchema = z.strictObject({
  content: z.union([
    z.string().check(z.maxLength(16_000_000)),
    z.array(blockSchema).check(z.maxLength(1000)),
  ]),
  isError: z.boolean(),
})
export type ToolResult = z.infer<typeof toolResultSchema>

const conditionSchema = z.strictObject({
  /** Into the arguments: names and indexes joined by dots, as in `range.from` or `ids.0`. */
  path: z.string().check(z.maxLength(1000)),
  operator: z.enum(OPERATORS),
  /** JSON; of no meaning to `exists` and `missing`. A regular expression's text to `matches`. */
  value: z.unknown(),
})
export type Condition = z.infer<typeof conditionSchema>

export const ruleSchema = z.strictObject({
  /** All must hold; none = any arguments. */
  when: z.array(conditionSchema).check(z.maxLength(50)),
  result: toolResultSchema,
  delayMs: z.int().check(z.gte(0), z.lte(60_000)),
})
/** One row of a tool that is answered by rules. */
export type Rule = z.infer<typeof ruleSchema>

export const HTTP_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** What a handler in JavaScript may take at most, and what it may take unless somebody raises it. */
export const SCRIPT_LIMITS = { seconds: 1, megabytes: 64, mostSeconds: 30, mostMegabytes: 512 }

/** How a tool is answered: by a person, by rules, by a script, by a call elsewhere. */
export const answerSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('hand') }),
  z.strictObject({ by: z.literal('rules'), rules: z.array(ruleSchema).check(z.maxLength(200)) }),
  z.strictObject({
    by: z.literal('javascript'),
    /** A function's body: it has `input`, and what it returns is the result. */
    code: z.string().check(z.maxLength(1_000_000)),
    seconds: z.number().check(z.gt(0), z.lte(SCRIPT_LIMITS.mostSeconds)),
    megabytes: z.int().check(z.gte(1), z.lte(SCRIPT_LIMITS.mostMegabytes)),
  }),
  z.strictObject({
    by: z.literal('http'),
    method: z.enum(HTTP_METHODS),
    /** With `{path}` in place of arguments. */
    url: z.string().check(z.minLength(1), z.maxLength(8000)),
    headers: z
      .array(z.tuple([z.string().check(z.maxLength(200)), z.string().check(z.maxLength(8000))]))
      .check(z.maxLength(50)),
    /** The same; null = the arguments as JSON, where the method has a body. */
    body: z.nullable(z.string().check(z.maxLength(1_000_000))),
  }),
  z.strictObject({
    by: z.literal('mcp'),
    /** As the configuration file names it. */
    server: z.string().check(z.minLength(1), z.maxLength(64)),
    tool: z.string().check(z.minLength(1), z.maxLength(256)),
    /** Of the definition that was accepted; another one is asked for again. */
    hash: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')),
  }),
  z.strictObject({ by: z.literal('builtin'), name: z.string().check(z.maxLength(64)) }),
])
export type Answer = z.infer<typeof answerSchema>
export type AnswerWay = Answer['by']

/**
 * Those that reach beyond this process: what they bring may have been written by anybody, and they may
 * change something there, so that they are never run again in silence.
 */
export const OUTSIDE_WAYS: ReadonlySet<AnswerWay> = new Set(['http', 'mcp'])

export const APPROVALS = ['each', 'conversation', 'never'] as const
/** When a person is asked before a tool runs: each time, once in a conversation, never. */
export type Approval = (typeof APPROVALS)[number]
