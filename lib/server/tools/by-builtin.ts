import 'server-only'
import { isFileTool } from '@/lib/domain/tools/file-tool-names'
import { BuiltinError } from './builtin/builtin-error'
import { calculate } from './builtin/calculator'
import { convertUnits } from './builtin/convert-units'
import { tellTime } from './builtin/current-time'
import type { FileTools } from './builtin/file-tools'
import type { Handler } from './handler'
import { failed, said } from './results'

/** What the program answers itself, by the names in lib/domain/tools/builtin.ts. */
const BUILTINS = new Map<string, (input: Record<string, unknown>) => string>([
  ['calculator', ({ expression }) => calculate(text({ expression }))],
  ['current_time', ({ time_zone = 'UTC' }) => tellTime(text({ time_zone }), Date.now())],
  [
    'convert_units',
    ({ value, from, to }) => convertUnits(number({ value }), text({ from }), text({ to })),
  ],
])

/** Answers by what the program itself can do. */
export function byBuiltin(fileTools: FileTools): Handler<'builtin'> {
  return async ({ name }, call) => {
    const answer = BUILTINS.get(name)
    try {
      if (answer !== undefined) return said(answer(call.input))
      if (isFileTool(name)) return said(await fileTools(name, call))
      return failed(`There is no built-in tool ${name}.`)
    } catch (error) {
      if (error instanceof BuiltinError) return failed(error.message)
      throw error
    }
  }
}

/** An argument; models send what the schema does not allow, too. */
function text(argument: Record<string, unknown>): string {
  const [[name, value] = []] = Object.entries(argument)
  if (typeof value === 'string') return value
  throw new BuiltinError(`${name} must be a text.`)
}

function number(argument: Record<string, unknown>): number {
  const [[name, value] = []] = Object.entries(argument)
  if (typeof value === 'number') return value
  throw new BuiltinError(`${name} must be a number.`)
}
