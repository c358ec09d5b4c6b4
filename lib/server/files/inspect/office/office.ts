import 'server-only'
import type { FileFacts, FileFlaw } from '@/lib/domain/files/facts'
import { DOCX_FACTS, MOST_COLUMNS, otherFacts, XLSX_FACTS } from '../plain-facts'
import { type Archive, type ArchiveFlaw, withArchive } from './archive'
import { pack } from './pack'
import { readDocx } from './read-docx'
import { csvOf, readXlsx } from './read-xlsx'

/** What an archive is by a folder or file that it holds. The first that fits counts. */
const BY_ENTRY: readonly [RegExp, FileFacts][] = [
  [/^word\//, DOCX_FACTS],
  [/^xl\/workbook\.bin$/, otherFacts('Excel, binary')],
  [/^xl\//, XLSX_FACTS],
  [/^ppt\//, otherFacts('PowerPoint')],
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
  const found = BY_ENTRY.find(([entry]) => [...names].some((name) => entry.test(name)))
  return found?.[1] ?? otherFacts('ZIP')
}

async function readOffice(archive: Archive, facts: FileFacts): Promise<OfficeLook> {
  const flawed = (flaw: ArchiveFlaw) => ({ facts: { ...facts, flaw }, text: '' })
  const parts = await archive.read((name) => IS_READ.test(name))
  if (typeof parts === 'string') return flawed(parts)
  // No such document has a DTD (ECMA-376 part 2, 9.1.1.3); entities would come with it.
  if ([...parts.values()].some((part) => part.includes('<!DOCTYPE'))) return flawed('broken')
  try {
    return await READERS[facts.kind === 'docx' ? 'docx' : 'xlsx'](pack(parts))
  } catch {
    return flawed('broken')
  }
}

const READERS = { docx: lookAtDocx, xlsx: lookAtXlsx }

async function lookAtDocx(archive: Buffer): Promise<OfficeLook> {
  const text = await readDocx(archive)
  const flaw = text === '' ? 'empty' : null
  return { facts: { ...DOCX_FACTS, flaw, characters: text.length }, text }
}

async function lookAtXlsx(archive: Buffer): Promise<OfficeLook> {
  const sheets = await readXlsx(archive)
  const text = csvOf(sheets)
  const filled = sheets.filter(({ rows }) => rows.length > 0)
  const columns = Math.max(0, ...filled.map(({ rows }) => rows[0]?.length ?? 0))
  const facts = {
    ...XLSX_FACTS,
    flaw: filled.length === 0 ? 'empty' : tooWide(columns),
    sheets: sheets.length,
    rows: filled.reduce((sum, { rows }) => sum + rows.length - 1, 0),
    columns,
    characters: text.length,
  }
  return { facts, text }
}

const tooWide = (columns: number): FileFlaw | null =>
  columns > MOST_COLUMNS ? 'too_many_columns' : null
