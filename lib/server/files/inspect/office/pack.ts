import 'server-only'
import { crc32 } from 'node:zlib'

/** A ZIP archive of parts, as they are: what reads it unpacks nothing that was not unpacked before. */
export function pack(parts: ReadonlyMap<string, Buffer>): Buffer {
  const bodies: Buffer[] = []
  const list: Buffer[] = []
  let offset = 0
  for (const [name, bytes] of parts) {
    const path = Buffer.from(name)
    const facts = factsOf(path, bytes)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    bodies.push(Buffer.from('PK\x03\x04'), facts, path, bytes)
    list.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), facts, place, path)
    offset += 4 + facts.length + path.length + bytes.length
  }
  const entries = Buffer.concat(list)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.size, 4)
  end.writeUInt16LE(parts.size, 6)
  end.writeUInt32LE(entries.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...bodies, entries, Buffer.from('PK\x05\x06'), end])
}

/** What stands of a part before it and in the list: version, UTF-8, stored, sum, sizes (APPNOTE 4.3.7). */
function factsOf(path: Buffer, bytes: Buffer): Buffer {
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt16LE(0x800, 2)
  facts.writeUInt32LE(crc32(bytes), 10)
  facts.writeUInt32LE(bytes.length, 14)
  facts.writeUInt32LE(bytes.length, 18)
  facts.writeUInt16LE(path.length, 22)
  return facts
}
