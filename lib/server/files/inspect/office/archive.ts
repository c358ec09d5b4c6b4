import 'server-only'
import { buffer } from 'node:stream/consumers'
import { type Entry, openPromise, type ZipFile } from 'yauzl'

/** What an archive may say that it holds before anything of it is unpacked. Archives in it are never opened. */
const MOST_ENTRIES = 10_000
const MOST_BYTES = 1024 ** 3
const MOST_RATIO = 100
/** Of the parts that are read: what is made of them takes many times their room. */
const MOST_READ = 256 * 1024 ** 2

/** Why an archive's parts are not read. */
export type ArchiveFlaw = 'broken' | 'encrypted' | 'too_much'

/** A ZIP archive whose list of entries has been read. */
export interface Archive {
  names: ReadonlySet<string>
  /** The parts whose names fit, or why they cannot be had. */
  read(isWanted: (name: string) => boolean): Promise<Map<string, Buffer> | ArchiveFlaw>
}

/** Opens an archive for as long as `use` takes; gives what is wrong with its list of entries. */
export async function withArchive<Result>(
  path: string,
  use: (archive: Archive) => Promise<Result>,
): Promise<Result | ArchiveFlaw> {
  const zip = await openPromise(path, { autoClose: false }).catch(() => null)
  if (zip === null) return 'broken'
  // It says here, too, what the promises say.
  zip.on('error', () => undefined)
  try {
    const entries = await listEntries(zip)
    if (typeof entries === 'string') return entries
    return await use({
      names: new Set(entries.map(({ fileName }) => fileName)),
      read: (isWanted) => readParts(zip, entries, isWanted),
    })
  } finally {
    zip.close()
  }
}

async function listEntries(zip: ZipFile): Promise<Entry[] | ArchiveFlaw> {
  const entries: Entry[] = []
  if (zip.entryCount > MOST_ENTRIES) return 'too_much'
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry)
  } catch {
    return 'broken'
  }
  return entries
}

async function readParts(
  zip: ZipFile,
  entries: readonly Entry[],
  isWanted: (name: string) => boolean,
): Promise<Map<string, Buffer> | ArchiveFlaw> {
  const wanted = entries.filter(({ fileName }) => isWanted(fileName))
  if (isBomb(entries, MOST_BYTES) || isBomb(wanted, MOST_READ)) return 'too_much'
  if (wanted.some((entry) => entry.isEncrypted())) return 'encrypted'
  const parts = new Map<string, Buffer>()
  try {
    for (const entry of wanted) {
      // It fails where more comes out of a part than the list says.
      parts.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
    }
  } catch {
    return 'broken'
  }
  return parts
}

function isBomb(entries: readonly Entry[], most: number): boolean {
  const sum = (size: 'compressedSize' | 'uncompressedSize') =>
    entries.reduce((total, entry) => total + entry[size], 0)
  const unpacked = sum('uncompressedSize')
  return unpacked > most || unpacked > MOST_RATIO * sum('compressedSize')
}
