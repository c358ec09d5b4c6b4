import { expect, test } from 'vitest'
import type { McpServer } from '@/lib/domain/tools/mcp'
import { groupTools } from './list-groups'

test('Below the heading of its server a tool is shown by what the heading does not say, and found by all of its name', () => {
  const offered = (name: string): McpServer['tools'][number] => ({
    name,
    definition: { name, input_schema: { type: 'object' } },
    answer: { by: 'mcp', server: 'far', tool: name, hash: 'a'.repeat(64) },
    toolId: null,
    isChanged: false,
  })
  const tools = ['far_echo', 'far', 'farther', 'get_far_echo'].map(offered)
  const far: McpServer = {
    ...{ name: 'far', kind: 'http', where: [], state: 'connected', reason: null },
    ...{ tools, isCut: false },
  }
  const shown = (search: string) =>
    groupTools([], {}, search, [far])
      .filter(({ key }) => key === 'mcp far')
      .flatMap(({ tools: rows }) => rows.map((row) => row.shown))
  expect(shown('')).toEqual(['echo', 'far', 'farther', 'get_far_echo'])
  expect(shown('far_echo')).toEqual(['echo', 'get_far_echo'])
})
