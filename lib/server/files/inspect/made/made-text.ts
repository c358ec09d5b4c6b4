import 'server-only'

/** For tests: a text's bytes in an encoding of one or two bytes a character, found by decoding all of them. */
export function encodeAs(text: string, encoding: string): Buffer {
  const table = tableOf(encoding)
  return Buffer.from(
    [...text].flatMap((character) => {
      const bytes = table.get(character)
      if (bytes === undefined) throw new Error(`${encoding} has no ${character}.`)
      return bytes
    }),
  )
}

const tables = new Map<string, Map<string, number[]>>()

function tableOf(encoding: string): Map<string, number[]> {
  const known = tables.get(encoding)
  if (known !== undefined) return known
  const table = new Map<string, number[]>()
  const learn = (...bytes: number[]) => {
    const text = decode(bytes, encoding)
    if (text !== null && [...text].length === 1 && !table.has(text)) table.set(text, bytes)
  }
  for (let byte = 0; byte < 256; byte++) learn(byte)
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) learn(lead, trail)
  }
  tables.set(encoding, table)
  return table
}

function decode(bytes: readonly number[], encoding: string): string | null {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true })
    // As part of a stream: else Node 20 takes windows-1252 for Latin-1.
    return decoder.decode(Uint8Array.from(bytes), { stream: true })
  } catch {
    return null
  }
}

/** A text's bytes as UTF-16, its byte order mark first where it has one. */
export function encodeUtf16(text: string, order: 'le' | 'be', mark = '\ufeff'): Buffer {
  const bytes = Buffer.from(mark + text, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}
