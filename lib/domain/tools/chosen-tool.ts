import * as z from 'zod/mini'
import type { Tool } from './tool'

/**
 * A tool among those of a request: what the library calls it, and the definition that goes out. A tool
 * that the upstream runs is `server:NAME`.
 */
export const chosenToolSchema = z.strictObject({
  id: z.string().check(z.minLength(1), z.maxLength(100)),
  definition: z.record(z.string(), z.unknown()),
})
export type ChosenTool = z.infer<typeof chosenToolSchema>

/** The chosen tools as the library has them now; one that it lost stays as it was. */
export function refreshTools(
  chosen: readonly ChosenTool[],
  library: readonly Tool[] | undefined,
): ChosenTool[] {
  const known = new Map(library?.map(({ id, definition }) => [id, definition]))
  return chosen.map((tool) => ({ ...tool, definition: known.get(tool.id) ?? tool.definition }))
}
