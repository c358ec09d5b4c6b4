import 'server-only'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ApiError } from '@/lib/wire/errors'

/**
 * What the drawing of a PDF may need besides the file: tables of characters, fonts that every reader
 * is to have, decoders of images. By folder of pdfjs-dist, as the names that may be asked for.
 */
const SHELVES: ReadonlyMap<string, RegExp> = new Map([
  ['cmaps', /^[\w-]+\.bcmap$/],
  ['standard_fonts', /^[\w-]+\.(pfb|ttf)$/],
  ['wasm', /^\w+\.wasm$/],
])

export async function answerPdfData(path: readonly string[]): Promise<Response> {
  const [shelf = '', name = '', ...more] = path
  if (more.length > 0 || SHELVES.get(shelf)?.test(name) !== true) throw missing(path)
  const bytes = await readFile(join(root(), 'node_modules/pdfjs-dist', shelf, name)).catch(() => {
    throw missing(path)
  })
  return new Response(bytes, { headers: { 'content-type': 'application/octet-stream' } })
}

const missing = (path: readonly string[]) => new ApiError(404, `Not found: ${path.join('/')}`)

/** Where the program lies, which server.mjs knows. */
function root(): string {
  return String(Reflect.get(globalThis, Symbol.for('parley.root')))
}
