import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import type { SandboxState } from '../state'
import { countTokens } from '../tokens'
import type { DocumentBlock, Placed } from './find-media'
import { unlessTooMuch } from './looker'
import type { BlockMedia } from './media'
import { base64Bytes, fileBytes, type SourceBytes } from './source-bytes'

/**
 * Estimates: each page of a PDF is shown to a model as an image too, whose size no document says; and
 * what is behind a URL cannot be known here.
 */
const PAGE_IMAGE_TOKENS = 1_500
const REMOTE_DOCUMENT_TOKENS = 3_000

/** How a PDF that cannot be read is refused. */
const REFUSALS = {
  encrypted: 'The PDF specified is password protected.',
  broken: 'The PDF specified was not valid.',
}

/** How many pages of PDFs a request may have, and how many of them it has not used up. */
export interface PageBudget {
  most: number
  left: number
}

/**
 * Looks into a document whose text does not stand in the request; null for one that does. Throws the
 * 400 or 404.
 */
export async function lookAtDocument(
  { block, where }: Placed<DocumentBlock>,
  pages: PageBudget,
  state: SandboxState,
): Promise<BlockMedia | null> {
  const { source } = block
  const named = countTokens(block.title ?? '') + countTokens(block.context ?? '')
  switch (source.type) {
    case 'base64':
      return lookAtPdf(base64Bytes(source, where), named, pages, state)
    case 'file': {
      const given = await fileBytes(source, { block, where }, state)
      return given.mediaType === 'text/plain'
        ? readText(given, named)
        : lookAtPdf(given, named, pages, state)
    }
    case 'url':
      return { kind: 'unread', tokens: named + REMOTE_DOCUMENT_TOKENS, name: source.url }
    default:
      return null
  }
}

async function lookAtPdf(
  { bytes, file, where }: SourceBytes,
  named: number,
  pages: PageBudget,
  state: SandboxState,
): Promise<BlockMedia> {
  const look = await unlessTooMuch(state.looker.pdf(bytes), `${where}: Could not process PDF`)
  if (look.kind !== 'read') throw new ApiError(400, `${where}: ${REFUSALS[look.kind]}`)
  if (look.pageCount > pages.left) {
    throw new ApiError(400, `${where}: A maximum of ${pages.most} PDF pages may be provided.`)
  }
  pages.left -= look.pageCount
  return {
    kind: 'pdf',
    tokens: named + look.textTokens + look.pageCount * PAGE_IMAGE_TOKENS,
    pages: look.pages,
    fileId: file?.id ?? null,
    title: look.title ?? file?.name ?? null,
  }
}

function readText({ bytes, file }: SourceBytes, named: number): BlockMedia {
  const text = new TextDecoder().decode(bytes)
  return {
    kind: 'text',
    tokens: named + countTokens(text),
    text,
    fileId: file?.id ?? null,
    title: file?.name ?? null,
  }
}
