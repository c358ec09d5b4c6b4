import * as z from 'zod/mini'

/** What a file is, by its content; its name decides only between kinds of text. */
export const FILE_KINDS = [
  'pdf',
  'image', // one of those that the API takes: JPEG, PNG, GIF, WebP
  'text',
  'markdown',
  'code',
  'html',
  'svg',
  'json', // JSON Lines too
  'table', // CSV, TSV
  'docx',
  'xlsx',
  'other', // nothing that a model reads: HEIC, TIFF, pptx, archives, …
] as const
export type FileKind = (typeof FILE_KINDS)[number]

/** What is wrong with a file: no model could be asked about it. */
export const FILE_FLAWS = [
  'empty',
  'broken', // of its kind, and cannot be read
  'encrypted',
  'too_many_pixels',
  'too_many_pages',
  'too_many_columns',
  'undecodable', // text of no encoding that is known
  'too_much', // took more time or memory than a look may take
] as const
export type FileFlaw = (typeof FILE_FLAWS)[number]

/** What was found out about a file's bytes when it came; what is not known is null. */
export const fileFactsSchema = z.object({
  kind: z.enum(FILE_KINDS),
  /** By content, such as `application/pdf`; `text/plain` and its kin for texts. */
  mediaType: z.string(),
  flaw: z.nullable(z.enum(FILE_FLAWS)),
  /** What a file of the kind `other` is, in the field's own term: `HEIC`, `TIFF`, `PowerPoint`, `ZIP`. */
  format: z.nullable(z.string()),
  /** Of a text, as `TextDecoder` calls it: `utf-8`, `utf-16le`, `gb18030`, `shift_jis`, … */
  encoding: z.nullable(z.string()),
  pages: z.nullable(z.number()),
  /** Of an image; as it is shown, its EXIF orientation heeded. */
  width: z.nullable(z.number()),
  height: z.nullable(z.number()),
  /** Of a table, the header row not counted; of a workbook, those of all its sheets. */
  rows: z.nullable(z.number()),
  columns: z.nullable(z.number()),
  sheets: z.nullable(z.number()),
  /** The characters of the text that a model would get; 0 for a PDF that is pictures alone. */
  characters: z.nullable(z.number()),
  /** About how many tokens they take; null too for files that were looked into before this was counted. */
  tokens: z._default(z.nullable(z.number()), null),
})
export type FileFacts = z.infer<typeof fileFactsSchema>
