/** Where runs come from and have a name in `runs.sources`; one of tomorrow shows as it is. */
const NAMED_SOURCES = ['chat', 'gateway', 'compare', 'evaluation', 'batch'] as const
type NamedSource = (typeof NAMED_SOURCES)[number]

export function isNamedSource(source: string): source is NamedSource {
  return NAMED_SOURCES.some((name) => name === source)
}
