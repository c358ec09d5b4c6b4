import 'server-only'
import type { FileFacts, FileKind } from '@/lib/domain/files/facts'
import { sampleTokens } from '../../upstream/sandbox/tokens'

const UNKNOWN = {
  flaw: null,
  format: null,
  encoding: null,
  pages: null,
  width: null,
  height: null,
  rows: null,
  columns: null,
  sheets: null,
  characters: null,
  tokens: null,
}

/** Facts of which only some are known. */
export function factsOf(
  kind: FileKind,
  mediaType: string,
  known: Partial<FileFacts> = {},
): FileFacts {
  return { ...UNKNOWN, kind, mediaType, ...known }
}

/** How long the text is that a model would get. */
export function lengthOf(text: string): Pick<FileFacts, 'characters' | 'tokens'> {
  return { characters: text.length, tokens: Math.ceil(sampleTokens(text)) }
}

/** A model could not make sense of a table that has more. */
export const MOST_COLUMNS = 2_000

const OFFICE = 'application/vnd.openxmlformats-officedocument'

export const DOCX_FACTS = factsOf('docx', `${OFFICE}.wordprocessingml.document`)
export const XLSX_FACTS = factsOf('xlsx', `${OFFICE}.spreadsheetml.sheet`)

/** The types of formats that no model reads, where they are known to others. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  HEIC: 'image/heic',
  AVIF: 'image/avif',
  TIFF: 'image/tiff',
  BMP: 'image/bmp',
  ICO: 'image/x-icon',
  'JPEG XL': 'image/jxl',
  MP4: 'video/mp4',
  WebM: 'video/webm',
  AVI: 'video/x-msvideo',
  MP3: 'audio/mpeg',
  WAV: 'audio/wav',
  Ogg: 'audio/ogg',
  FLAC: 'audio/flac',
  ZIP: 'application/zip',
  gzip: 'application/gzip',
  EPUB: 'application/epub+zip',
  PowerPoint: `${OFFICE}.presentationml.presentation`,
  'Word 97-2003': 'application/msword',
  'Excel 97-2003': 'application/vnd.ms-excel',
  'PowerPoint 97-2003': 'application/vnd.ms-powerpoint',
}

/** A file of a format that no model reads; null where the format is not known either. */
export function otherFacts(format: string | null, known: Partial<FileFacts> = {}): FileFacts {
  const mediaType = MEDIA_TYPES[format ?? ''] ?? 'application/octet-stream'
  return factsOf('other', mediaType, { format, ...known })
}
