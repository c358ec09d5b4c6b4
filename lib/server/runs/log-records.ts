import 'server-only'

/**
 * The log of a run: every piece of the answer as it arrived, with its time. One record is 6 bytes of
 * microseconds since the request left, 4 bytes of length, then the bytes; records follow each other,
 * so pieces of a log join by plain concatenation.
 */
export interface LogRecord {
  /** Microseconds since the request left (monotonic). */
  at: number
  bytes: Uint8Array
}

const HEADER = 10

/** Encodes one record. */
export function encodeRecord({ at, bytes }: LogRecord): Buffer {
  const record = Buffer.allocUnsafe(HEADER + bytes.length)
  record.writeUIntBE(Math.max(0, Math.round(at)), 0, 6)
  record.writeUInt32BE(bytes.length, 6)
  record.set(bytes, HEADER)
  return record
}

/** Decodes one whole record. */
export function decodeRecord(record: Buffer): LogRecord {
  return { at: record.readUIntBE(0, 6), bytes: record.subarray(HEADER) }
}

/** Decodes a whole log; a torn last record is left out. */
export function decodeRecords(log: Uint8Array): LogRecord[] {
  const buffer = Buffer.from(log.buffer, log.byteOffset, log.byteLength)
  const records: LogRecord[] = []
  for (let offset = 0; offset + HEADER <= buffer.length; ) {
    const end = offset + HEADER + buffer.readUInt32BE(offset + 6)
    if (end > buffer.length) break
    records.push(decodeRecord(buffer.subarray(offset, end)))
    offset = end
  }
  return records
}
