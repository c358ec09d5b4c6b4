import { isServerTool } from '../server-tools'
import { isObject, type Json, type JsonObject } from './exact-json'

/** A function that answers a tool. */
export interface ToolFunction {
  /** What the model calls. */
  tool: string
  /** What it is called in the program. */
  name: string
}

/** The tools of a body that its caller runs, each with a function named after it. */
export function toolFunctions(body: JsonObject, reserved: ReadonlySet<string>): ToolFunction[] {
  const taken = new Set(reserved)
  const names = new Set(
    clientTools(body).flatMap(({ name }) => (typeof name === 'string' ? [name] : [])),
  )
  return [...names].map((tool) => {
    const plain = tool.replace(/\W/g, '_').replace(/^(?=\d|$)/, '_')
    let name = plain
    for (let n = 2; taken.has(name); n++) name = `${plain}_${n}`
    taken.add(name)
    return { tool, name }
  })
}

/** True where an answer may ask for another call: it has tools, or the upstream pauses among its own. */
export function hasTools({ tools }: JsonObject): boolean {
  return Array.isArray(tools) && tools.length > 0
}

/** True for tools whose members the model calls by names that the request does not say. */
export function hasToolset(body: JsonObject): boolean {
  return clientTools(body).some(({ name }) => typeof name !== 'string')
}

/** True where the choice would make every answer of a loop a call. */
export function isToolForced({ tool_choice: choice }: JsonObject): boolean {
  return isObject(choice) && (choice.type === 'any' || choice.type === 'tool')
}

function clientTools({ tools }: JsonObject): JsonObject[] {
  if (!Array.isArray(tools)) return []
  return tools.filter((tool: Json) => isObject(tool)).filter((tool) => !isServerTool(tool))
}
