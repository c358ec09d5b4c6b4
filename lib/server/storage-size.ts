import 'server-only'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { StorageSize } from '@/lib/domain/settings'

/** The bytes that the data directory takes on disk. */
export async function readStorageSize(dataDir: string): Promise<StorageSize> {
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
