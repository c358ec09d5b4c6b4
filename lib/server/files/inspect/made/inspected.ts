import 'server-only'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { FileFacts } from '@/lib/domain/files/facts'
import { createInspector, type InspectLimits } from '../inspect'

/** For tests: an inspector whose files are given by their bytes. */
export async function inspectFiles(limits: Partial<InspectLimits> = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'parley-inspect-'))
  const inspector = createInspector({ ms: 60_000, ...limits })
  afterAll(async () => {
    await inspector.close()
    await rm(dir, { recursive: true, force: true })
  })
  const path = join(dir, 'file')
  return {
    path,
    inspector,
    look: async (bytes: Uint8Array | string, name: string) => {
      await writeFile(path, bytes)
      return inspector.look(path, name)
    },
    text: async (bytes: Uint8Array | string, facts: FileFacts) => {
      await writeFile(path, bytes)
      return inspector.text(path, facts)
    },
  }
}

/** A file that is not what it seems, what its person calls it, and what is to be said of it. */
export type BadFile = [
  title: string,
  name: string,
  bytes: Buffer | string,
  facts: Partial<FileFacts>,
]

/** A test for each of the files. */
export function testEach(
  rows: readonly BadFile[],
  look: (bytes: Uint8Array | string, name: string) => Promise<FileFacts>,
): void {
  it.each(rows)('%s, and the next file is looked at.', async (_, name, bytes, facts) => {
    expect(await look(bytes, name)).toMatchObject(facts)
    const next = { kind: 'text', flaw: null, characters: 5 }
    expect(await look('fine\n', 'next.txt')).toMatchObject(next)
  })
}
