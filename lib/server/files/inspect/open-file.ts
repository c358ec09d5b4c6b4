import 'server-only'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** How much of a file is read at a time: large enough for the disk, and little to keep. */
const PIECE = 256 * 1024

/** A file whose bytes are read as they are asked for. It is read in a thread that does nothing else. */
export interface OpenFile {
  path: string
  size: number
  /** Fewer at the file's end. */
  bytesAt(offset: number, length: number): Uint8Array<ArrayBuffer>
  /** All of them in order; a piece is good until the next one is asked for. */
  pieces(): Generator<Uint8Array>
}

/** Opens a file for as long as `use` takes. */
export async function withFile<Result>(
  path: string,
  use: (file: OpenFile) => Promise<Result>,
): Promise<Result> {
  const descriptor = openSync(path, 'r')
  try {
    return await use(openFile(path, descriptor))
  } finally {
    closeSync(descriptor)
  }
}

function openFile(path: string, descriptor: number): OpenFile {
  const { size } = fstatSync(descriptor)
  return {
    path,
    size,
    bytesAt: (offset, length) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)))
      return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, offset))
    },
    *pieces() {
      const bytes = new Uint8Array(PIECE)
      for (let offset = 0; ; ) {
        const count = readSync(descriptor, bytes, 0, PIECE, offset)
        if (count === 0) return
        offset += count
        yield bytes.subarray(0, count)
      }
    },
  }
}
