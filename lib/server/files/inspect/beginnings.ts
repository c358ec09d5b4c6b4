import 'server-only'

/** What the files of a format hold near their beginning, by its place; as Latin-1, a character for a byte. */
export type Beginning<Format> = readonly [format: Format, ...parts: [at: number, text: string][]]

/** The format whose every part stands where it should; null where there is none. */
export function formatByBeginning<Format>(
  table: readonly Beginning<Format>[],
  head: string,
): Format | null {
  const found = table.find(([, ...parts]) => parts.every(([at, text]) => head.startsWith(text, at)))
  return found?.[0] ?? null
}
