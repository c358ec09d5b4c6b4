import type { FileFacts, FileKind } from './facts'

const TEXTS: readonly FileKind[] = ['text', 'markdown', 'code', 'html', 'svg', 'json', 'table']

/** What a file is whose name ends so; endings that are used for several things are none of these. */
const KINDS: Readonly<Record<string, readonly FileKind[]>> = {
  pdf: ['pdf'],
  png: ['image'],
  jpg: ['image'],
  jpeg: ['image'],
  gif: ['image'],
  webp: ['image'],
  docx: ['docx'],
  xlsx: ['xlsx'],
  txt: TEXTS,
  md: TEXTS,
  csv: TEXTS,
  tsv: TEXTS,
  json: TEXTS,
  svg: TEXTS,
  html: TEXTS,
  xml: TEXTS,
}

/** What the name of a file ends in though its content is of another kind; null where both agree. */
export function wrongEnding(name: string, { kind, flaw }: FileFacts): string | null {
  // What no model reads is said to be what it is; what is empty is nothing.
  if (kind === 'other' || flaw === 'empty') return null
  const ending = /\.([a-z]+)$/.exec(name.toLowerCase())?.[1] ?? ''
  const kinds = Object.hasOwn(KINDS, ending) ? (KINDS[ending] ?? []) : [kind]
  return kinds.includes(kind) ? null : ending
}
