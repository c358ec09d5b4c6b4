import 'server-only'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { agedQuerySchema } from '@/lib/domain/keeping'
import type { StorageSize } from '@/lib/domain/settings'
import { issueText } from './issue-text'
import type { Parley } from './parley'
import { sumBodies, sumCopies } from './store/kept-bytes'
import { OWNER } from './store/schema'

const DAY = 86_400_000

/** The bytes that everything takes on disk, and those of what is kept within limits. */
export async function readStorageSize({ config, store, copies }: Parley): Promise<StorageSize> {
  return {
    ...(await readDirSize(config.dataDir)),
    bodies: await sumBodies(store.db, OWNER),
    copies: await sumCopies(store.db, OWNER),
    ...(await copies.measure()),
  }
}

/** The bytes of bodies and events that are older than the URL's `days`. Throws 400. */
export async function readAgedSize({ store }: Parley, url: string): Promise<{ bytes: number }> {
  const asked = Object.fromEntries(new URL(url).searchParams)
  const { days } = agedQuerySchema.parse(asked, { error: issueText })
  return { bytes: await sumBodies(store.db, OWNER, Date.now() - days * DAY) }
}

async function readDirSize(dataDir: string): Promise<Pick<StorageSize, 'database' | 'total'>> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map((file) => sizeOf(join(file.parentPath, file.name))))
  const isDatabase = (at: number) => /^parley\.db(-wal|-shm)?$/.test(files[at]?.name ?? '')
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)
  return { database: sum(sizes.filter((_, at) => isDatabase(at))), total: sum(sizes) }
}

/** A file may go between the listing and the look at it. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}
