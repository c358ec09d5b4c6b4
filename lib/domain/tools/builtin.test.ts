import { expect, it } from 'vitest'
import { BUILTIN_TOOLS } from './builtin'
import { checkSchema } from './check-schema'
import { FILE_TOOL_NAMES, isFileTool } from './file-tool-names'

it.each(BUILTIN_TOOLS.map(({ definition }) => [definition.name, definition.input_schema]))(
  'The editor of schemas finds no fault with that of %s',
  (_, schema) => {
    expect(checkSchema(JSON.stringify(schema), { isStrict: false, isInput: true })).toEqual([])
  },
)

it('Each tool that asks files takes the name of one, and no other built-in tool does', () => {
  const taking = BUILTIN_TOOLS.map(({ definition }) => definition).filter(({ input_schema }) =>
    JSON.stringify(input_schema.properties).includes('"file":'),
  )
  expect(taking.map(({ name }) => name)).toEqual([...FILE_TOOL_NAMES])
  expect(taking.every(({ name }) => isFileTool(name))).toBe(true)
})
