import { describe, expect, test } from 'vitest'
import { bodyOf, PLAIN } from './__fixtures__/map-request'

describe('Tools', () => {
  const parameters = { type: 'object', properties: { x: { type: 'number' } }, required: ['x'] }
  const tool = {
    type: 'function',
    function: { name: 'f', description: 'd', parameters, strict: true },
  }
  const mapped = { name: 'f', description: 'd', input_schema: parameters }
  const none = { name: 'g', input_schema: { type: 'object', properties: {} } }

  test('A function becomes a tool; one without parameters takes an empty object', () => {
    const tools = [tool, { type: 'function', function: { name: 'g' } }]
    expect(bodyOf({ tools })).toEqual({ ...PLAIN, tools: [mapped, none] })
    const bare = { name: 'g', description: '', parameters: {} }
    expect(bodyOf({ tools: [{ function: bare }] }).tools).toEqual([
      { name: 'g', input_schema: { type: 'object' } },
    ])
  })

  test.each<[fields: object, choice: object | undefined]>([
    [{}, undefined],
    [{ tool_choice: 'none' }, { type: 'none' }],
    [{ tool_choice: 'auto' }, { type: 'auto' }],
    [{ tool_choice: 'required' }, { type: 'any' }],
    [{ tool_choice: { type: 'function', function: { name: 'f' } } }, { type: 'tool', name: 'f' }],
    [{ parallel_tool_calls: true }, undefined],
    [{ parallel_tool_calls: false }, { type: 'auto', disable_parallel_tool_use: true }],
    [
      { parallel_tool_calls: false, tool_choice: 'required' },
      { type: 'any', disable_parallel_tool_use: true },
    ],
    [{ parallel_tool_calls: false, tool_choice: 'none' }, { type: 'none' }],
  ])('%j becomes the choice %j', (fields, choice) => {
    const body = bodyOf({ tools: [tool], ...fields })
    expect(body).toEqual({ ...PLAIN, tools: [mapped], ...(choice ? { tool_choice: choice } : {}) })
  })

  test('The legacy fields say the same', () => {
    const functions = [tool.function]
    expect(bodyOf({ functions })).toEqual({ ...PLAIN, tools: [mapped] })
    expect(bodyOf({ functions, function_call: { name: 'f' } }).tool_choice).toEqual({
      type: 'tool',
      name: 'f',
    })
    expect(bodyOf({ functions, function_call: 'none' }).tool_choice).toEqual({ type: 'none' })
  })

  test.each(['auto', 'none'])('Without tools the choice %s is left out', (tool_choice) => {
    expect(bodyOf({ tools: [], tool_choice, parallel_tool_calls: false })).toEqual(PLAIN)
  })
})
