import 'server-only'
import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'

/** Bytes of a log up to which its compression takes less than handing it to another thread. */
const SMALL = 32 * 1024
/** A full window is cleared for each log, which costs more than a small one's compression. */
const QUICK = { level: 3, windowBits: 14, memLevel: 7, chunkSize: 4096 }

const compress = promisify(gzip)

/** A finished log as it is kept. */
export async function compressLog(log: Buffer): Promise<Buffer> {
  return log.length <= SMALL ? gzipSync(log, QUICK) : compress(log)
}
