import type { QueryClient } from '@tanstack/react-query'
import type { ReportFile, ReportFiles } from '@/lib/domain/comparison/export/report-files'
import type { FileView } from '@/lib/domain/files/file'
import { isApiError } from '@/lib/wire/errors'
import { apiPart } from '../api'
import { fetchEach } from '../queries/fetch-each'
import { contentUrl, fileQuery } from '../queries/files'

/** A report is sent by mail and opened on phones: so much of it may be one picture, and all of them, bytes. */
const MOST_OF_ONE = 4 * 1024 ** 2
const MOST_OF_ALL = 16 * 1024 ** 2

/** What files are called, and the pictures among them as long as there is room. Throws what the server says. */
export async function fetchReportFiles(
  client: QueryClient,
  ids: readonly string[],
): Promise<ReportFiles> {
  const known = await fetchEach(ids, (id) => client.fetchQuery(fileQuery(id)))
  const views = [...known.values()].filter((view) => view !== null)
  const pictures = views.filter(({ facts, hasCopy }) => facts?.kind === 'image' && hasCopy)
  let left = MOST_OF_ALL
  const fitting = new Map<string, FileView>()
  for (const view of pictures) {
    if (view.sizeBytes > Math.min(MOST_OF_ONE, left)) continue
    left -= view.sizeBytes
    fitting.set(view.id, view)
  }
  const urls = await fetchEach([...fitting.keys()], (id, signal) =>
    pictureUrl(fitting.get(id), signal),
  )
  return new Map(
    views.map(({ id, name }): [string, ReportFile] => {
      const isTooLarge = pictures.some((one) => one.id === id) && !fitting.has(id)
      return [id, { name, url: urls.get(id) ?? null, isTooLarge }]
    }),
  )
}

/** Null for one whose bytes are gone meanwhile: the report names it. */
async function pictureUrl(view: FileView | undefined, signal: AbortSignal): Promise<string | null> {
  if (view === undefined) return null
  const { id, sizeBytes, facts } = view
  try {
    const { bytes } = await apiPart(contentUrl(id), { start: 0, end: sizeBytes }, signal)
    return await dataUrl(new Blob([bytes], { type: facts?.mediaType ?? '' }))
  } catch (error) {
    if (isApiError(error) && error.status === 410) return null
    throw error
  }
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}
