import { isFunctionBody } from './is-function-body'
import { javascriptString } from './javascript-literal'
import type { ToolFunction } from './tool-functions'

const KEYWORDS =
  'abstract any arguments as async await boolean break case catch class const continue debugger declare default delete do else enum eval export extends false finally for from function get if implements import in infer instanceof interface is keyof let module namespace never new null number object of package private protected public readonly require return set static string super switch symbol this throw true try type typeof undefined unique unknown var void while with yield'
const GLOBALS =
  'Anthropic OpenAI Array Buffer Date Error JSON Map Math Number Object Promise Set String TextDecoder URL console encodeURIComponent process globalThis exports createReadStream readFileSync toFile'
const OWN =
  'NotImplemented ask base64Of beside client contentOf functions key messages request run textOf upload uploads'

/** What a function of a program must not be called. */
export const RESERVED_IN_TYPESCRIPT: ReadonlySet<string> = new Set(
  [KEYWORDS, GLOBALS, OWN].flatMap((words) => words.split(' ')),
)

const BROKEN = `  // The tool's script is no JavaScript and is left out: in Parley each call of it ends in an error.\n`

/** A function for each tool: its script where it has one, else a stub that stops the program. */
export function typescriptFunctions(
  tools: readonly ToolFunction[],
  scripts: ReadonlyMap<string, string>,
): string[] {
  if (tools.length === 0) return []
  return [
    'class NotImplemented extends Error {}',
    ...tools.map(({ tool, name }) => {
      const script = scripts.get(tool) ?? ''
      const isGood = isFunctionBody(script)
      const stub = `  throw new NotImplemented(${javascriptString(`Fill in ${name}: what answers the tool ${tool}.`)})`
      const body = isGood && script.trim() !== '' ? script : stub
      return `async function ${name}(input: any): Promise<unknown> {\n${isGood ? '' : BROKEN}${body}\n}`
    }),
  ]
}
