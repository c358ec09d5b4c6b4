import { isRecord } from '../json'
import {
  type Read,
  readFlag,
  readList,
  readName,
  readObject,
  readOptional,
  readText,
  refuse,
} from './fields'

type Fields = Record<string, unknown>

/** `tools` and `tool_choice` of a Messages request; `functions` and `function_call` are their legacy names. */
export function readTools(request: Fields): Fields {
  const tools = [
    ...(readOptional(request.tools, 'tools', (value, path) => readList(value, path, readTool)) ??
      []),
    ...(readOptional(request.functions, 'functions', (value, path) =>
      readList(value, path, readFunction),
    ) ?? []),
  ]
  const choice =
    readOptional(request.tool_choice, 'tool_choice', readChoice) ??
    readOptional(request.function_call, 'function_call', readLegacyChoice)
  const isParallel =
    readOptional(request.parallel_tool_calls, 'parallel_tool_calls', readFlag) ?? true
  if (tools.length === 0) {
    // Without tools `auto` and `none` say nothing, and the Messages API refuses any choice.
    const isForced = choice !== null && choice.type !== 'auto' && choice.type !== 'none'
    return isForced ? refuse('tool_choice', 'a tool cannot be required without tools') : {}
  }
  // Calls one by one: a mark on the choice, which has no room for it where tools are off.
  if (isParallel || choice?.type === 'none') {
    return choice === null ? { tools } : { tools, tool_choice: choice }
  }
  return { tools, tool_choice: { type: 'auto', ...choice, disable_parallel_tool_use: true } }
}

const readTool: Read<Fields> = (value, path) => {
  const tool = readObject(value, path)
  if ((tool.type ?? 'function') !== 'function') {
    refuse(`${path}.type`, 'only tools of the type function are supported')
  }
  return readFunction(tool.function, `${path}.function`)
}

const readFunction: Read<Fields> = (value, path) => {
  const { name, description, parameters } = readObject(value, path)
  const text = readOptional(description, `${path}.description`, readText)
  const schema = readOptional(parameters, `${path}.parameters`, readObject) ?? { properties: {} }
  return {
    name: readName(name, `${path}.name`),
    ...(text === null || text === '' ? {} : { description: text }),
    // The Messages API wants the type said; `parameters: {}` is common for "none".
    input_schema: { type: 'object', ...schema },
  }
}

const CHOICES: ReadonlyMap<unknown, Fields> = new Map([
  ['none', { type: 'none' }],
  ['auto', { type: 'auto' }],
  ['required', { type: 'any' }],
])

const readChoice: Read<Fields> = (value, path) => {
  const known = CHOICES.get(value)
  if (known !== undefined) return known
  if (isRecord(value) && value.type === 'function') {
    return { type: 'tool', name: readNameOf(value.function, `${path}.function`) }
  }
  return refuse(path, 'Input should be none, auto, required, or a function by its name')
}

const readLegacyChoice: Read<Fields> = (value, path) =>
  CHOICES.get(value) ?? { type: 'tool', name: readNameOf(value, path) }

const readNameOf: Read<string> = (value, path) =>
  readName(readObject(value, path).name, `${path}.name`)
