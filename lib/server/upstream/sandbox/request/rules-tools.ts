import 'server-only'
import { limitComplaint, schemaComplaint } from './json-schema'
import type { Rule } from './rule'
import { toolType } from './tool-types'
import { isCustomTool } from './tools'

/** Which tools may be offered, and which may be forced (claude-api.md §2.4, §2.6). */

/** Tools of a beta are unknown without its header. */
const knownWithBeta: Rule = ({ body, betas }) => {
  for (const [at, tool] of (body.tools ?? []).entries()) {
    const beta = toolType(tool)?.beta
    if (beta !== undefined && ![...betas].some((value) => value.startsWith(beta))) {
      return `tools.${at}: Input tag '${tool.type}' found using 'type' needs the beta header ${beta}…`
    }
  }
  return null
}

/** They take the screen as a toolset only. */
const WITHOUT_COMPUTER: ReadonlySet<string> = new Set([
  'claude-opus-5-5',
  'claude-sonnet-5-5',
  'claude-haiku-5-5',
])

const computerOfModel: Rule = ({ body, model }) => {
  const at = (body.tools ?? []).findIndex((tool) => toolType(tool)?.name === 'computer')
  return at !== -1 && WITHOUT_COMPUTER.has(model.id)
    ? `tools.${at}: '${body.tools?.[at]?.type}' is not supported for ${model.id}; use computer_toolset_20260801`
    : null
}

const namesAreUnique: Rule = ({ body }) => {
  const names = (body.tools ?? []).flatMap(({ name }) => name ?? [])
  return new Set(names).size < names.length ? 'tools: Tool names must be unique.' : null
}

const schemasAreGood: Rule = ({ body }) => {
  for (const [at, tool] of (body.tools ?? []).entries()) {
    if (!isCustomTool(tool)) continue
    const where = `tools.${at}.custom`
    const flaw = schemaComplaint(tool.input_schema)
    if (flaw !== null) return `${where}.input_schema: ${flaw}`
    const complaint = tool.strict === true ? limitComplaint(tool.input_schema) : null
    if (complaint !== null) return `${where}: ${complaint}`
  }
  return null
}

const choiceHasTools: Rule = ({ body: { tool_choice: choice, tools = [] } }) => {
  if (choice === undefined) return null
  if (tools.length === 0) return 'tool_choice: may only be specified while providing tools'
  return choice.type === 'tool' && !tools.some(({ name }) => name === choice.name)
    ? `tool_choice.tool.name: Tool '${choice.name}' not found in provided tools`
    : null
}

const mayBeForced: Rule = ({ body: { tool_choice: choice, thinking }, model }) => {
  if (choice?.type !== 'any' && choice?.type !== 'tool') return null
  if (model.refusesForcedTools) {
    return `tool_choice: '${choice.type}' is not supported for ${model.id}; use 'auto' or 'none'`
  }
  return thinking?.type === 'enabled'
    ? 'Thinking may not be enabled when tool_choice forces tool use.'
    : null
}

export const TOOL_RULES: readonly Rule[] = [
  knownWithBeta,
  computerOfModel,
  namesAreUnique,
  schemasAreGood,
  choiceHasTools,
  mayBeForced,
]
