import * as z from 'zod/mini'
import type { CustomDefinition } from './definition'
import { jsonQuerySchema, tableQuerySchema, textQuerySchema } from './file-queries'
import type { Tool } from './tool'

/** The built-in tools, as requests define them. What each does is in lib/server/tools. */
const DEFINITIONS = [
  {
    name: 'calculator',
    description:
      'Works out an arithmetic expression exactly, with + - * / % ^, parentheses and functions such as sqrt, round and log. Call it instead of calculating by yourself.',
    input_schema: {
      type: 'object',
      properties: {
        expression: { type: 'string', description: 'Such as (17 + 4) * 2.5' },
      },
      required: ['expression'],
      additionalProperties: false,
    },
  },
  {
    name: 'current_time',
    description: 'Tells the date and the time now, in a time zone.',
    input_schema: {
      type: 'object',
      properties: {
        time_zone: {
          type: 'string',
          description: 'IANA name, such as Asia/Shanghai; UTC if left out',
        },
      },
      additionalProperties: false,
    },
  },
  {
    name: 'convert_units',
    description:
      'Converts a value between units of length, mass, temperature, volume, area, speed, time, data, energy, pressure and power.',
    input_schema: {
      type: 'object',
      properties: {
        value: { type: 'number' },
        from: { type: 'string', description: 'Symbol of the unit, such as km, lb, °F' },
        to: { type: 'string', description: 'Symbol of the unit to convert to' },
      },
      required: ['value', 'from', 'to'],
      additionalProperties: false,
    },
  },
  {
    name: 'csv_query',
    description:
      'Asks a table that is attached to the conversation (CSV, TSV, Excel): gives rows by conditions, in an order, or figures of all rows or of groups. Call it instead of counting or adding up by yourself. With nothing but the file it tells the columns and the first rows.',
    input_schema: inputOf(tableQuerySchema),
  },
  {
    name: 'json_query',
    description:
      'Asks a JSON or JSON Lines file that is attached to the conversation, by a JMESPath expression. A document that is too long is told by its keys.',
    input_schema: inputOf(jsonQuerySchema),
  },
  {
    name: 'find_in_document',
    description:
      'Finds every place of a text in a file that is attached to the conversation (PDF, Word, text, Markdown, code, CSV, Excel), whatever its capitals, accents and line breaks. Gives the passages with their page in a PDF, else their line, and how many there are.',
    input_schema: inputOf(textQuerySchema),
  },
] satisfies CustomDefinition[]

/** As a request has it: JSON Schema, without the name of its own draft. */
function inputOf(schema: z.core.$ZodType): CustomDefinition['input_schema'] {
  const { $schema: _, ...input } = z.toJSONSchema(schema, { io: 'input' })
  return { ...input, type: 'object' }
}

/** What the program itself can answer; they are in every library, and cannot be changed. */
export const BUILTIN_TOOLS: readonly Tool[] = DEFINITIONS.map((definition) => ({
  id: `builtin:${definition.name}`,
  definition,
  answer: { by: 'builtin', name: definition.name },
  approval: 'never',
  createdAt: 0,
  updatedAt: 0,
}))
