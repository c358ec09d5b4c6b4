import 'server-only'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { look } from '../../inspect/look'
import type { QueryAnswer, QueryJob } from '../job'

/** For tests: asks files that are given by their bytes, in this thread. Of a problem it gives the text. */
export async function askFiles<Query>(ask: (job: QueryJob<Query>) => Promise<QueryAnswer>) {
  const dir = await mkdtemp(join(tmpdir(), 'parley-query-'))
  afterAll(() => rm(dir, { recursive: true, force: true }))
  const path = join(dir, 'file')
  return async (name: string, bytes: Uint8Array | string, query: Query): Promise<unknown> => {
    await writeFile(path, bytes)
    const facts = await look({ path, name, countMs: 60_000 }, () => undefined)
    const answer = await ask({ file: { path, name, facts }, query })
    return 'problem' in answer ? answer.problem : JSON.parse(answer.text)
  }
}
