import 'server-only'
import type { Selectable } from 'kysely'
import * as z from 'zod/mini'
import { APPROVALS, answerSchema } from '@/lib/domain/tools/answer'
import { customDefinitionSchema } from '@/lib/domain/tools/definition'
import type { CreateTool, PatchTool, Tool } from '@/lib/domain/tools/tool'
import { ApiError } from '@/lib/wire/errors'
import type { Db, ToolRow } from './schema'

/** The tools that an owner made; those that this version cannot read are left out. */
export async function listTools(db: Db, owner: string): Promise<Tool[]> {
  const rows = await db
    .selectFrom('tools')
    .selectAll()
    .where('owner_id', '=', owner)
    .where('deleted_at', 'is', null)
    .execute()
  return rows.flatMap(toTool)
}

/** Keeps a tool; the same id again is the same tool. */
export async function createTool(db: Db, owner: string, input: CreateTool): Promise<void> {
  const now = Date.now()
  const row: ToolRow = {
    id: input.id,
    owner_id: owner,
    definition: JSON.stringify(input.definition),
    answer: JSON.stringify(input.answer),
    approval: input.approval,
    created_at: now,
    updated_at: now,
    deleted_at: null,
  }
  await db
    .insertInto('tools')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Changes, deletes or brings back a tool. Throws 404. */
export async function patchTool(
  db: Db,
  owner: string,
  id: string,
  { definition, answer, approval, deleted }: PatchTool,
): Promise<void> {
  const now = Date.now()
  const { numUpdatedRows } = await db
    .updateTable('tools')
    .set({
      updated_at: now,
      ...(definition === undefined ? {} : { definition: JSON.stringify(definition) }),
      ...(answer === undefined ? {} : { answer: JSON.stringify(answer) }),
      ...(approval === undefined ? {} : { approval }),
      ...(deleted === undefined ? {} : { deleted_at: deleted ? now : null }),
    })
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new ApiError(404, `There is no tool ${id} to change.`)
}

/** In how many conversations each tool is chosen, by its id. */
export async function countToolUses(db: Db, owner: string): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('conversations')
    .select('settings')
    .where('owner_id', '=', owner)
    .where('deleted_at', 'is', null)
    .where('settings', 'like', '%"tools":[{%')
    .execute()
  const uses: Record<string, number> = {}
  for (const { settings } of rows) {
    const parsed = chosenSchema.safeParse(JSON.parse(settings ?? 'null'))
    for (const { id } of parsed.data?.tools ?? []) uses[id] = (uses[id] ?? 0) + 1
  }
  return uses
}

const chosenSchema = z.object({ tools: z.array(z.object({ id: z.string() })) })

const storedSchema = z.object({
  definition: customDefinitionSchema,
  answer: answerSchema,
  approval: z.enum(APPROVALS),
})

function toTool(row: Selectable<ToolRow>): Tool[] {
  const { id, definition, answer, approval, created_at, updated_at } = row
  const stored = storedSchema.safeParse({
    definition: JSON.parse(definition),
    answer: JSON.parse(answer),
    approval,
  })
  if (!stored.success) return []
  return [{ id, ...stored.data, createdAt: created_at, updatedAt: updated_at }]
}
