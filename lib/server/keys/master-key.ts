import 'server-only'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { ApiError } from '@/lib/wire/errors'
import { StartupError } from '../store/open'

const BYTES = 32
/** Anybody but the owner of the file. */
const OTHERS = 0o077

/** The key under which upstream keys are stored: a file of its own, so that a copied database opens nothing. */
export interface MasterKey {
  file: string
  /** Null until the first key is stored, and after the file was lost. */
  read(): Uint8Array | null
  /** Reads it or makes it. Throws 409 where the file system keeps no file modes. */
  make(): Uint8Array
}

/**
 * Looks for the key in the data directory. It is made only when there is something to keep, and a
 * lost one is no reason not to start: what it opened is then unreadable. Throws a
 * {@link StartupError} for a file that others may read or that holds no key.
 */
export function openMasterKey(dataDir: string): MasterKey {
  const file = join(dataDir, 'encryption-key')
  let key = readKey(file)
  return {
    file,
    read: () => key,
    make: () => {
      key ??= createKey(file)
      return key
    },
  }
}

function readKey(file: string): Uint8Array | null {
  let descriptor: number
  try {
    descriptor = openSync(file, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartupError(
      `${file}, which opens the stored upstream keys, cannot be read (${reason}).`,
    )
  }
  try {
    const { mode } = fstatSync(descriptor)
    if ((mode & OTHERS) !== 0) {
      const shown = (mode & 0o777).toString(8).padStart(4, '0')
      throw new StartupError(
        `${file}, which opens the stored upstream keys, has the mode ${shown}: others may use it. If nobody has, run chmod 600 on it; else delete it and enter the keys again.`,
      )
    }
    const key = readFileSync(descriptor)
    if (key.length === BYTES) return key
    throw new StartupError(
      `${file}, which opens the stored upstream keys, must have ${BYTES} bytes and has ${key.length}. Restore it from a backup, or delete it and enter the keys again.`,
    )
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Synced before any row needs it, and renamed so that no half file is ever there; the data lock
 * keeps a second writer away.
 */
function createKey(file: string): Uint8Array {
  const key = randomBytes(BYTES)
  const draft = `${file}.new`
  rmSync(draft, { force: true })
  const descriptor = openSync(draft, 'wx', 0o600)
  try {
    if ((fstatSync(descriptor).mode & OTHERS) !== 0) {
      rmSync(draft)
      throw new ApiError(
        409,
        `The file system of ${file} keeps no file modes, so a key cannot be kept from other users there. Give it by its environment variable, or move DATA_DIR.`,
      )
    }
    writeSync(descriptor, key)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(draft, file)
  return key
}
