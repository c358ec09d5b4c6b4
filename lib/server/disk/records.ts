import 'server-only'
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { z } from 'zod'
import { parseRecord } from '@/lib/wire/json'
import { hasCode } from './error-code'
import { createLine } from './in-turn'

/** What every record has. `place` grows with each new one: it orders those of one millisecond. */
export interface DiskRecord {
  id: string
  place: number
}

/** Records of one kind: read once, kept in memory, each written to a JSON file of its own. */
export interface Records<Kept extends DiskRecord> {
  /** The newest first. */
  all(): Kept[]
  get(id: string): Kept | undefined
  /** The place of the next new record. */
  nextPlace(): number
  /**
   * How many are newer than a record, and how many up to its end. One that was removed while this was
   * open keeps its place, so that a client may delete what it pages through.
   */
  span(id: string): readonly [start: number, end: number] | null
  put(record: Kept): Promise<void>
  remove(id: string): Promise<void>
}

/** Opens the records in `dir`, which is made with the first one. Whatever is no record is left out. */
export async function openRecords<Kept extends DiskRecord>(
  dir: string,
  schema: z.ZodType<Kept>,
): Promise<Records<Kept>> {
  const kept = new Map<string, Kept>()
  const removed = new Map<string, number>()
  const inTurn = createLine()
  for (const record of await readAll(dir, schema)) kept.set(record.id, record)
  let last = Math.max(0, ...Array.from(kept.values(), ({ place }) => place))
  return {
    all: () => [...kept.values()].sort((a, b) => b.place - a.place),
    get: (id) => kept.get(id),
    nextPlace: () => ++last,
    span(id) {
      const at = kept.get(id)?.place ?? removed.get(id)
      if (at === undefined) return null
      const newer = Array.from(kept.values()).filter(({ place }) => place > at).length
      return [newer, newer + (kept.has(id) ? 1 : 0)]
    },
    put: (record) => {
      kept.set(record.id, record)
      return inTurn(() => writeWhole(dir, record))
    },
    remove: (id) => {
      const record = kept.get(id)
      if (record !== undefined) removed.set(id, record.place)
      kept.delete(id)
      return inTurn(() => rm(join(dir, `${id}.json`), { force: true }))
    },
  }
}

async function readAll<Kept>(dir: string, schema: z.ZodType<Kept>): Promise<Kept[]> {
  const found: Kept[] = []
  for (const name of await namesIn(dir)) {
    const path = join(dir, name)
    // Of a write that a kill ended.
    if (extname(name) === '.tmp') await rm(path, { force: true })
    if (extname(name) !== '.json') continue
    const record = schema.safeParse(parseRecord(await readFile(path, 'utf8')))
    if (record.success) found.push(record.data)
  }
  return found
}

/** The names in a directory; none where it does not exist. */
export async function namesIn(dir: string): Promise<string[]> {
  try {
    return await readdir(dir)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return []
    throw error
  }
}

/** A reader, or a program after a kill, sees the old file or the new one and never a part. */
async function writeWhole(dir: string, record: DiskRecord): Promise<void> {
  await mkdir(dir, { recursive: true })
  const draft = join(dir, `${randomUUID()}.tmp`)
  await writeFile(draft, JSON.stringify(record))
  await rename(draft, join(dir, `${record.id}.json`))
}
