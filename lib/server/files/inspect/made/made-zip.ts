import 'server-only'
import { crc32, deflateRawSync } from 'node:zlib'

/** For tests: ZIP archives, honest and other. */
export interface MadeEntry {
  name: string
  bytes: Buffer | string
  /** What the archive says that it unpacks to, if not what it does. */
  claims?: number
  isEncrypted?: boolean
  isStored?: boolean
}

/** An archive of these entries, in their order. */
export function makeZip(entries: readonly MadeEntry[]): Buffer {
  const bodies: Buffer[] = []
  const list: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const path = Buffer.from(entry.name)
    const packed = entry.isStored ? Buffer.from(entry.bytes) : deflateRawSync(entry.bytes)
    const facts = factsOf(entry, path, packed)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    const body = [Buffer.from('PK\x03\x04'), facts, path, packed]
    list.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), facts, place, path)
    bodies.push(...body)
    offset += body.reduce((sum, { length }) => sum + length, 0)
  }
  const entryList = Buffer.concat(list)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length % 2 ** 16, 4)
  end.writeUInt16LE(entries.length % 2 ** 16, 6)
  end.writeUInt32LE(entryList.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...bodies, entryList, Buffer.from('PK\x05\x06'), end])
}

function factsOf(entry: MadeEntry, path: Buffer, packed: Buffer): Buffer {
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt16LE(0x800 + Number(entry.isEncrypted ?? false), 2)
  facts.writeUInt16LE(entry.isStored ? 0 : 8, 4)
  facts.writeUInt32LE(crc32(entry.bytes), 10)
  facts.writeUInt32LE(packed.length, 14)
  facts.writeUInt32LE(entry.claims ?? Buffer.byteLength(entry.bytes), 18)
  facts.writeUInt16LE(path.length, 22)
  return facts
}
