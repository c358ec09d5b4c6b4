import { pythonString } from './python-literal'
import type { ToolFunction } from './tool-functions'

const KEYWORDS =
  'False None True and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try type while with yield'
const GLOBALS =
  'Exception NotImplementedError RuntimeError anthropic base64 functools isinstance json openai os pathlib print range str'
const OWN =
  'answer ask base64_of beside client functions messages request run results step stream text_of upload'

/** What a function of a program must not be called. */
export const RESERVED_IN_PYTHON: ReadonlySet<string> = new Set(
  [KEYWORDS, GLOBALS, OWN].flatMap((words) => words.split(' ')),
)

/** A stub for each tool, which stops the program. */
export function pythonFunctions(tools: readonly ToolFunction[]): string[] {
  return tools.map(({ tool, name }) => {
    const words = pythonString(`Fill in ${name}: what answers the tool ${tool}.`)
    return `\ndef ${name}(arguments):\n    raise NotImplementedError(${words})`
  })
}
