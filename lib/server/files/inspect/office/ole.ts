import 'server-only'
import type { FileFacts } from '@/lib/domain/files/facts'
import type { OpenFile } from '../open-file'
import { otherFacts } from '../plain-facts'

/** How the container of the Office formats before 2007 begins ([MS-CFB] 2.2), as Latin-1. */
export const OLE_BEGINNING = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'

/** What holds a stream of this name. An encrypted docx or xlsx looks alike from outside. */
const BY_STREAM: readonly [string, FileFacts][] = [
  ['EncryptedPackage', otherFacts('Office, encrypted', { flaw: 'encrypted' })],
  ['WordDocument', otherFacts('Word 97-2003')],
  ['Workbook', otherFacts('Excel 97-2003')],
  ['PowerPoint Document', otherFacts('PowerPoint 97-2003')],
]
const DIRECTORY = 64 * 1024
/** The two that there are, by the number in the header. */
const SECTOR_SIZES = new Map([
  [9, 512],
  [12, 4096],
])

/** What is known of such a container by the names of its streams. */
export function lookAtOle(file: OpenFile): FileFacts {
  const header = Buffer.from(file.bytesAt(0, 512))
  const sectorSize = header.length < 512 ? undefined : SECTOR_SIZES.get(header.readUInt16LE(30))
  if (sectorSize === undefined) return otherFacts('Office 97-2003', { flaw: 'broken' })
  const names = Buffer.from(file.bytesAt((header.readUInt32LE(48) + 1) * sectorSize, DIRECTORY))
  const found = BY_STREAM.find(([name]) => names.includes(name, 0, 'utf16le'))
  return found?.[1] ?? otherFacts('Office 97-2003')
}
