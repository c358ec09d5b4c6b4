import 'server-only'
import type { FileKind } from '@/lib/domain/files/facts'
import { ApiError } from '@/lib/wire/errors'
import type { FileLibrary } from '../files/library'

/** What a browser may take a file for. */
const TYPES: Partial<Record<FileKind, string>> = {
  html: 'text/html; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
}

/**
 * An HTML or SVG file as a page. The door's policy for this path takes its origin from it, and its
 * scripts; nothing else serves a file as what it says it is. Throws 400, 404, 410.
 */
export async function answerFilePage(files: FileLibrary, id: string): Promise<Response> {
  const file = await files.get(id)
  const type = TYPES[file.facts?.kind ?? 'other']
  if (type === undefined) throw new ApiError(404, 'This file is no page.')
  const text = withoutLinks(await files.text(file))
  return new Response(text, { headers: { 'content-type': type } })
}

/**
 * A link to another host would have the browser connect to it (`preconnect`), which no policy forbids;
 * what else a link brings is not loaded anyway. In an entity of XML, `&#60;` would make one, too.
 */
function withoutLinks(text: string): string {
  return text
    .replaceAll(/&#(?:0*60|x0*3c);?/gi, '&lt;')
    .replaceAll(/<(\/?(?:[^\s<>/:]+:)?)link\b/gi, '<$1x-link')
}
