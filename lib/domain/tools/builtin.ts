import type { CustomDefinition } from './definition'
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
] satisfies CustomDefinition[]

/** What the program itself can answer; they are in every library, and cannot be changed. */
export const BUILTIN_TOOLS: readonly Tool[] = DEFINITIONS.map((definition) => ({
  id: `builtin:${definition.name}`,
  definition,
  answer: { by: 'builtin', name: definition.name },
  approval: 'never',
  createdAt: 0,
  updatedAt: 0,
}))
