import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'

/** What stands in the preview, as the address says it. */
export interface PreviewPlace {
  /** A file of ours. */
  file: string | null
  /** A passage that an answer cites: the run, and the passage's number. */
  cite: { runId: string; number: number } | null
}

const FILE = 'file'
const CITE = 'cite'

/** The preview that the address asks for; null where it asks for none. */
export function usePreviewPlace(): PreviewPlace | null {
  const params = useSearchParams()
  const file = params.get(FILE)
  const cite = params.get(CITE)
  return useMemo(() => {
    if (file === null && cite === null) return null
    return { file, cite: readCite(cite) }
  }, [file, cite])
}

function readCite(text: string | null): PreviewPlace['cite'] {
  const [, runId, number] = /^([0-9a-f-]{36})\.(\d{1,5})$/.exec(text ?? '') ?? []
  return runId === undefined ? null : { runId, number: Number(number) }
}

/** Opens a file, or the passage behind a citation, beside the thread; null closes it. The address keeps it over a reload. */
export function showPreview(place: Partial<PreviewPlace> | null): void {
  const params = new URLSearchParams(location.search)
  const { file = null, cite = null } = place ?? {}
  put(params, FILE, file)
  put(params, CITE, cite === null ? null : `${cite.runId}.${cite.number}`)
  const query = params.toString()
  history.replaceState(null, '', location.pathname + (query === '' ? '' : `?${query}`))
}

function put(params: URLSearchParams, name: string, value: string | null): void {
  if (value === null) params.delete(name)
  else params.set(name, value)
}
