const MARK = [0xef, 0xbb, 0xbf]

/** Makes pieces of a text's bytes UTF-8 without a byte order mark, whatever their encoding is. */
export function createUtf8Pieces(encoding: string): (piece: Uint8Array | null) => Uint8Array {
  if (encoding !== 'utf-8') {
    const decoder = new TextDecoder(encoding)
    const encoder = new TextEncoder()
    return (piece) =>
      encoder.encode(piece === null ? decoder.decode() : decoder.decode(piece, { stream: true }))
  }
  let isFirst = true
  return (piece) => {
    if (piece === null) return new Uint8Array()
    const hasMark = isFirst && MARK.every((byte, at) => piece[at] === byte)
    isFirst = false
    return hasMark ? piece.subarray(MARK.length) : piece
  }
}
