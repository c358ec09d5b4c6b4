import 'server-only'
import { isRecord } from '@/lib/wire/json'
import type { OpenFile } from '../open-file'

/**
 * A file's text, piece by piece, without a byte order mark. Throws where the bytes are not of the
 * encoding ({@link isUndecodable}).
 */
export function* decodedPieces(file: OpenFile, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  // As part of a stream, whole or not: else Node 20 takes windows-1252 for Latin-1.
  for (const piece of file.pieces()) yield decoder.decode(piece, { stream: true })
  yield decoder.decode()
}

/** True for what a decoder throws. */
export const isUndecodable = (error: unknown) =>
  isRecord(error) && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'

/** The text's beginning; what is wrong further on does not matter. */
export function decodedHead(head: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(head, { stream: true })
}

/** Where the first byte is that is not ASCII; the file's size where none is. */
export function asciiLength(file: OpenFile): number {
  let offset = 0
  for (const piece of file.pieces()) {
    const at = piece.findIndex((byte) => byte > 0x7f)
    if (at !== -1) return offset + at
    offset += piece.length
  }
  return offset
}
