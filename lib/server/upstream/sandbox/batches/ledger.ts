import 'server-only'
import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { createLine } from '../../../disk/in-turn'
import { openAppender, readLines, writeLines } from '../../../disk/lines'
import { type Counts, noCounts, OUTCOMES, type Outcome } from './record'
import type { BatchRow } from './request'

/** A line of the results (claude-api.md §9). */
export interface RowResult {
  custom_id: string
  result: { type: Outcome; [field: string]: unknown }
}

/** What has been written of the results, open for the rest. */
export interface Results {
  has(customId: string): boolean
  counts(): Counts
  /** Written when it resolves. */
  add(results: readonly RowResult[]): Promise<void>
  close(): Promise<void>
}

/** A batch's rows and results, a line for each. */
export interface Ledger {
  write(rows: readonly BatchRow[]): Promise<void>
  rows(): AsyncGenerator<BatchRow>
  /** Reads what there is; a line that a kill cut short goes, and its row is done again. */
  openResults(): Promise<Results>
  streamResults(): ReadStream
  remove(): Promise<void>
}

const row = z.object({ custom_id: z.string(), params: z.record(z.string(), z.unknown()) })
const written = z.object({ custom_id: z.string(), result: z.object({ type: z.enum(OUTCOMES) }) })

/** The ledger in `dir`. */
export function createLedger(dir: string): Ledger {
  const [rowsPath, resultsPath] = [join(dir, 'requests.jsonl'), join(dir, 'results.jsonl')]
  return {
    async write(rows) {
      await mkdir(dir, { recursive: true })
      await writeLines(rowsPath, asLines(rows))
    },
    async *rows() {
      for await (const line of readLines(rowsPath)) yield row.parse(JSON.parse(line))
    },
    async openResults() {
      const counts = noCounts()
      const done = new Set<string>()
      const note = ({ custom_id, result }: z.infer<typeof written>) => {
        done.add(custom_id)
        counts[result.type]++
      }
      let bytes = 0
      for await (const line of readLines(resultsPath)) {
        note(written.parse(JSON.parse(line)))
        bytes += Buffer.byteLength(line) + 1
      }
      const file = await openAppender(resultsPath, bytes)
      const inTurn = createLine()
      return {
        has: (customId) => done.has(customId),
        counts: () => ({ ...counts }),
        add: (results) =>
          inTurn(async () => {
            await file.append([...asLines(results)])
            for (const result of results) note(result)
          }),
        close: () => inTurn(() => file.close()),
      }
    },
    streamResults: () => createReadStream(resultsPath),
    remove: () => rm(dir, { recursive: true, force: true }),
  }
}

function* asLines(values: Iterable<unknown>): Generator<string> {
  for (const value of values) yield JSON.stringify(value)
}
