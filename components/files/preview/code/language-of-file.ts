import type { FileKind } from '@/lib/domain/files/facts'
import { languageOf } from '../../../thread/markdown/code/languages'

/** The languages of the kinds that have one. */
const BY_KIND: Partial<Record<FileKind, string>> = {
  markdown: 'markdown',
  html: 'html',
  svg: 'xml',
  json: 'json',
}

/** The language by which a file's text is coloured; null for one that is in none. */
export function languageOfFile(kind: FileKind, name: string): string | null {
  if (kind !== 'code') return BY_KIND[kind] ?? null
  const last = name.toLowerCase().split('.').at(-1) ?? ''
  return languageOf(last)?.id ?? null
}
