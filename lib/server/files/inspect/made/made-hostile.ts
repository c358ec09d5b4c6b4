import 'server-only'
import { crc32, deflateSync } from 'node:zlib'
import { linesOf, makePdf } from './made-pdf'

/** For tests: files that claim more than they hold. */

/** A PNG whose header alone is true to its form: of a size that it has no pixels for. */
export function makePngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(64))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const around = Buffer.alloc(8)
  around.writeUInt32BE(data.length, 0)
  around.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)])
}

/** A PDF of so many pages, each of a word. */
export const makeBook = (pages: number) =>
  makePdf(Array.from({ length: pages }, (_, at) => linesOf(`p${at}`)))

/** A container of the Office formats before 2007 with nothing in it but the name of a stream. */
export function makeOle(stream: string): Buffer {
  const header = Buffer.alloc(512)
  header.write('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1')
  header.writeUInt16LE(9, 30)
  header.writeUInt32LE(1, 48)
  const directory = Buffer.alloc(512)
  directory.write('Root Entry', 0, 'utf16le')
  directory.write(stream, 128, 'utf16le')
  return Buffer.concat([header, Buffer.alloc(512), directory])
}

/** An XML entity that stands for a billion characters. */
export const LAUGHS = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from('bcdefghi', (name, at) => `<!ENTITY ${name} "${`&${'abcdefgh'[at]};`.repeat(10)}">`).join('')}]>`
