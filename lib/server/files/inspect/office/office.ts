import 'server-only'
import type { FileFacts, FileFlaw } from '@/lib/domain/files/facts'
import { DOCX_FACTS, lengthOf, MOST_COLUMNS, otherFacts, XLSX_FACTS } from '../plain-facts'
import { type Archive, type ArchiveFlaw, withArchive } from './archive'
import { pack } from './pack'
import { readDocx } from './read-docx'
import { csvOf, readXlsx } from './read-xlsx'
import type { Parts } from './workbook'

type ByEntry = readonly [RegExp, FileFacts][]

/** It says of each part of a package of Office what it is. Other archives may have folders of the same names. */
const PACKAGE = '[Content_Types].xml'

/** What an archive is by a folder or file that it holds. The first that fits counts. */
const IN_PACKAGE: ByEntry = [
  [/^word\//, DOCX_FACTS],
  [/^xl\/workbook\.bin$/, otherFacts('Excel, binary')],
  [/^xl\//, XLSX_FACTS],
  [/^ppt\//, otherFacts('PowerPoint')],
]
const IN_OTHERS: ByEntry = [
  [/^META-INF\/container\.xml$/, otherFacts('EPUB')],
  [/^META-INF\/MANIFEST\.MF$/, otherFacts('JAR')],
  [/^content\.xml$/, otherFacts('OpenDocument')],
]

/** The parts of which text is made: no pictures, nothing embedded. */
const IS_READ = /^\[Content_Types\]\.xml$|^_rels\/|^(?:word|xl)\/.*\.(?:xml|rels)$/

/** An archive's kind, and its text where it is a document. */
export interface OfficeLook {
  facts: FileFacts
  text: string
}

/** What a ZIP archive is, by what it holds; `onKind` hears it before the archive is unpacked. */
export async function lookAtZip(
  path: string,
  onKind: (facts: FileFacts) => void,
): Promise<OfficeLook> {
  const look = await withArchive(path, async (archive) => {
    const facts = kindOf(archive)
    onKind(facts)
    return facts.kind === 'other' ? { facts, text: '' } : readOffice(archive, facts)
  })
  return typeof look === 'string' ? { facts: otherFacts('ZIP', { flaw: look }), text: '' } : look
}

function kindOf({ names }: Archive): FileFacts {
  const table = names.has(PACKAGE) ? IN_PACKAGE : IN_OTHERS
  const found = table.find(([entry]) => [...names].some((name) => entry.test(name)))
  return found?.[1] ?? otherFacts('ZIP')
}

async function readOffice(archive: Archive, facts: FileFacts): Promise<OfficeLook> {
  const flawed = (flaw: ArchiveFlaw) => ({ facts: { ...facts, flaw }, text: '' })
  const parts = await archive.read((name) => IS_READ.test(name))
  if (typeof parts === 'string') return flawed(parts)
  // No such document has a DTD (ECMA-376 part 2, 9.1.1.3); entities would come with it.
  if ([...parts.values()].some((part) => part.includes('<!DOCTYPE'))) return flawed('broken')
  try {
    return facts.kind === 'docx' ? await lookAtDocx(pack(parts)) : lookAtXlsx(parts)
  } catch {
    return flawed('broken')
  }
}

async function lookAtDocx(archive: Buffer): Promise<OfficeLook> {
  const text = await readDocx(archive)
  const flaw = text === '' ? 'empty' : null
  return { facts: { ...DOCX_FACTS, flaw, ...lengthOf(text) }, text }
}

function lookAtXlsx(parts: Parts): OfficeLook {
  const sheets = readXlsx(parts)
  const text = csvOf(sheets)
  const filled = sheets.filter(({ rows }) => rows > 0)
  const columns = Math.max(0, ...sheets.map((sheet) => sheet.columns))
  const facts = {
    ...XLSX_FACTS,
    flaw: flawOf(filled.length, columns),
    sheets: sheets.length,
    rows: filled.reduce((sum, { rows }) => sum + rows - 1, 0),
    columns,
    ...lengthOf(text),
  }
  return { facts, text }
}

function flawOf(filledSheets: number, columns: number): FileFlaw | null {
  if (columns > MOST_COLUMNS) return 'too_many_columns'
  return filledSheets === 0 ? 'empty' : null
}
