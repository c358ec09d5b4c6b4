/**
 * True for a text that says no more than what these files are called, as file managers put it beside
 * what they copy: by their names or their paths, each on a line.
 */
export function isNamesAlone(text: string, names: readonly string[]): boolean {
  const known = new Set(names.map((name) => name.normalize()))
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '')
  return lines.every((line) => known.has(line.split(/[/\\]/).at(-1)?.trim().normalize() ?? ''))
}
