import 'server-only'
import type { ToolTrial, TryTool } from '@/lib/domain/tools/trial'
import { runHandler } from './run-handler'
import type { ToolRunner } from './runner'

/** Runs a tool as it is being written, once, as a call of a model would be. Nothing is kept. */
export async function tryTool(
  runner: ToolRunner,
  { definition, answer, input }: TryTool,
  signal: AbortSignal,
): Promise<ToolTrial> {
  const problem = await runner.checks.check(definition, input)
  if (problem !== null) return { outcome: null, problem, ms: 0 }
  const start = performance.now()
  const outcome = await runHandler(runner, { answer }, { input, signal, at: 'library' })
  return { outcome, problem, ms: Math.round(performance.now() - start) }
}
