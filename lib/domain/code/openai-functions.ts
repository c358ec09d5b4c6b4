import { isObject, type JsonObject } from './exact-json'
import { type ToolFunction, toolFunctions } from './tool-functions'

/** The functions of the tools that a chat completion has kept of a request. */
export function openAiFunctions(
  request: JsonObject,
  { tools }: JsonObject,
  reserved: ReadonlySet<string>,
): ToolFunction[] {
  const kept = new Set(
    (Array.isArray(tools) ? tools : []).flatMap((tool) =>
      isObject(tool) && isObject(tool.function) ? [tool.function.name] : [],
    ),
  )
  return toolFunctions(request, reserved).filter(({ tool }) => kept.has(tool))
}

/** True where the choice would make every answer of a loop a call. */
export function isOpenAiToolForced({ tool_choice: choice }: JsonObject): boolean {
  return choice === 'required' || isObject(choice)
}
