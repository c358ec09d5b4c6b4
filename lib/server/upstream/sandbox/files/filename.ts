import 'server-only'
import { ApiError } from '@/lib/wire/errors'

const LONGEST = 255
/** Refused in names (claude-api.md §8). Slashes part the path's components, so that none is left. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const FORBIDDEN = /[<>:"|?*\u0000-\u001f\u007f]/u

/** What a file without a name is called by, after its type. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'text/plain': '.txt',
  'text/csv': '.csv',
  'text/markdown': '.md',
  'text/html': '.html',
  'application/json': '.json',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/webp': '.webp',
}

/** The name that a file gets for the one of its upload; throws the 400. */
export function acceptFilename(given: string | undefined, mimeType: string): string {
  const name = given?.split(/[/\\]/).at(-1) ?? ''
  if (name === '') return `unnamed${EXTENSIONS[mimeType] ?? ''}`
  // Characters, not UTF-16 units.
  if (Array.from(name).length > LONGEST) {
    throw new ApiError(400, `file: filename must have 1 to ${LONGEST} characters`)
  }
  if (FORBIDDEN.test(name)) {
    throw new ApiError(
      400,
      'file: filename must not contain control characters or any of < > : " | ? * \\ /',
    )
  }
  return name
}
