import { FILE_KINDS } from './facts'
import { FILE_ORDERS, FILE_SOURCES, type FilesQuery } from './file'

/** What the list of files shows, as its address says it; what is not said is as usual. */
export type FileListView = Partial<FilesQuery>

/** What each part of the address may be; anything for a text. */
const PARTS: Readonly<Record<keyof FilesQuery, readonly string[] | null>> = {
  q: null,
  kind: FILE_KINDS,
  source: FILE_SOURCES,
  order: FILE_ORDERS,
}
const MOST_CHARACTERS = 200

/** Reads the query of an address; what it does not know is left out. */
export function readFileListView(query: URLSearchParams): FileListView {
  const given = Object.entries(PARTS).flatMap(([name, known]) => {
    const value = (query.get(name) ?? '').slice(0, MOST_CHARACTERS)
    const isKnown = value !== '' && (known === null || known.includes(value))
    return isKnown ? [[name, value] as const] : []
  })
  return Object.fromEntries(given)
}

/** The query of an address, with its `?` where there is any. */
export function writeFileListView(view: FileListView): string {
  const query = new URLSearchParams()
  for (const [name, value = ''] of Object.entries(view)) if (value !== '') query.set(name, value)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** Whether some files may be left out. */
export function isNarrowed({ q, kind, source }: FileListView): boolean {
  return (q ?? '') !== '' || kind !== undefined || source !== undefined
}
