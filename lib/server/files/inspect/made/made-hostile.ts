import 'server-only'
import { writePng } from '@/e2e/harness/write-png'
import { linesOf, makePdf } from './made-pdf'

/** For tests: files that claim more than they hold. */

/** A PNG whose header alone is true to its form: of a size that it has no pixels for. */
export const makePngOf = (width: number, height: number) =>
  writePng(width, height, Buffer.alloc(64))

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
