import { expect, test } from 'vitest'
import { z } from 'zod'
import { betaSchema, carriedHeaderSchema, querySchema } from '@/lib/domain/carried'
import { answerSchema } from '@/lib/domain/tools/answer'
import { customDefinitionSchema } from '@/lib/domain/tools/definition'
import { issueText } from './issue-text'

const definition = (name: string) => ({ name, input_schema: { type: 'object' } })
const mcp = { by: 'mcp', server: 's', tool: 't', hash: 'none' }

test.each<[what: string, schema: z.core.$ZodType, value: unknown, said: string]>([
  [
    'a tool of 65 characters',
    customDefinitionSchema,
    definition('a'.repeat(65)),
    'must consist of 1 to 64 letters, digits, _ and -',
  ],
  [
    'a beta with a space',
    betaSchema,
    'b 1',
    'must consist of visible ASCII characters without spaces and commas',
  ],
  [
    'another header',
    carriedHeaderSchema,
    ['x-other', '1'],
    'must be the name of a header anthropic-…',
  ],
  [
    'a value with a line in it',
    carriedHeaderSchema,
    ['anthropic-x', 'a\nb'],
    'must consist of visible ASCII characters, with spaces between them only',
  ],
  ['a query with a #', querySchema, '?a#b', 'must be a ? and visible ASCII characters without #'],
  ['a short hash', answerSchema, mcp, 'must be 64 hexadecimal digits'],
  ['an id that is none', z.uuid(), 'x', 'must be a UUID of version 7'],
])('What a pattern asks for is said in words: %s', (_, schema, value, said) => {
  const { error } = z.safeParse(schema, value, { error: issueText })
  expect(error?.issues.map(({ message }) => message)).toEqual([said])
})
