import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import {
  type FileList,
  type FilesQuery,
  type FileView,
  MOST_VIEWS,
  type UploadView,
} from '@/lib/domain/files/file'
import { idThere } from '@/lib/domain/files/shown'
import { isById, localSources, type Turn, type Way } from '@/lib/domain/files/source'
import { ApiError, isApiError } from '@/lib/wire/errors'
import { api, apiPart, apiText } from '../api'
import { askTogether } from '../ask-together'
import { takeTurns } from '../take-turns'
import { storageQuery } from './settings'

/** How soon the list is asked for again, ms. */
const LOOKING_MS = 1_500
const CALM_MS = 15_000

/** A box of many files asks for all of them when the page comes. */
const viewOf = askTogether(MOST_VIEWS, async ([first = '', ...others]: readonly string[]) => {
  if (others.length === 0) {
    const view = await api<FileView>(`/api/files/${first}`)
    return () => view
  }
  const query = new URLSearchParams({ ids: [first, ...others].join(',') })
  const views = await api<FileView[]>(`/api/files/views?${query}`)
  const known = new Map(views.map((view) => [view.id, view]))
  return (id) => {
    const view = known.get(id)
    if (view === undefined) throw new ApiError(404, 'There is no such file.')
    return view
  }
})

/** A file that is known here. */
export function fileQuery(id: string) {
  return queryOptions({
    queryKey: ['file', id],
    queryFn: () => viewOf(id),
    staleTime: 60_000,
  })
}

/** The files that a search finds. */
export function filesQuery(asked: Partial<FilesQuery>) {
  return queryOptions({
    queryKey: ['files', asked],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams()
      for (const [name, value = ''] of Object.entries(asked))
        if (value !== '') query.set(name, value)
      return api<FileList>(`/api/files?${query}`, { signal })
    },
    staleTime: 10_000,
    // What programs upload appears by itself, and sooner what is being looked into.
    refetchInterval: ({ state }) => (state.data?.isLooking ? LOOKING_MS : CALM_MS),
  })
}

const put = (client: QueryClient) => (file: FileView) => {
  const { queryKey } = fileQuery(file.id)
  // What was asked before, and is answered after, says what the file was.
  void client.cancelQueries({ queryKey })
  client.setQueryData(queryKey, file)
  // What is deleted is out of sight at once, and nothing moves once the list has come again.
  client.setQueriesData<FileList>({ queryKey: ['files'] }, (list) =>
    list === undefined || !file.isDeleted
      ? list
      : { ...list, files: list.files.filter(({ id }) => id !== file.id) },
  )
  void client.invalidateQueries({ queryKey: ['files'] })
  void client.invalidateQueries({ queryKey: storageQuery().queryKey })
}

/** Deletes a file, or brings it back. */
export function usePatchFile() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, deleted }: { id: string; deleted: boolean }) =>
      api<FileView>(`/api/files/${id}`, { method: 'PATCH', body: { deleted } }),
    onSuccess: put(client),
  })
}

/** Deletes what an upstream has of a file, which nobody can bring back. */
export function useDeleteUpload(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ fileId, upstream }: Pick<UploadView, 'fileId' | 'upstream'>) => {
      const query = new URLSearchParams({ upstream })
      const path = `/api/files/${id}/uploads/${encodeURIComponent(fileId)}?${query}`
      return api<FileView>(path, { method: 'DELETE' })
    },
    onSuccess: (file) => {
      put(client)(file)
      // It is gone for others of the same bytes, too; a box that holds one has it sent again.
      void client.invalidateQueries({ queryKey: ['file'] })
      client.removeQueries({ queryKey: ['file-at'] })
    },
  })
}

/** Asks again for the files that were not at an upstream, as far as was known, before turns went there. */
export function refetchSent(client: QueryClient, turns: readonly Turn[], upstream: string): void {
  for (const { fileId, way } of localSources(turns)) {
    const { queryKey } = fileQuery(fileId)
    const file = client.getQueryData(queryKey)
    if (file !== undefined && isById(way) && idThere(file, way, upstream) === null) {
      void client.invalidateQueries({ queryKey })
    }
  }
}

/** A browser has six connections to one server: these leave some for everything else. */
const inTurn = takeTurns(2)

/**
 * Has a file sent to an upstream, once: asking again answers that it is there. What has begun goes on
 * when nobody watches it any more (the turn that takes the file along waits for it at the server).
 */
export function fileAtQuery(id: string, way: Way, upstream: string) {
  return queryOptions({
    queryKey: ['file-at', id, way, upstream],
    queryFn: ({ client, queryKey }) =>
      inTurn(async () => {
        // The file was taken out of its box before its turn came, or goes along already.
        if (!client.getQueryCache().find({ queryKey })?.isActive()) throw new Error('Not wanted')
        const file = await api<FileView>(`/api/files/${id}/uploads`, {
          method: 'POST',
          body: { upstream, way },
        })
        client.setQueryData(fileQuery(id).queryKey, file)
        return file
      }),
    staleTime: 10 * 60_000,
    // While Parley is not reached the file waits: whoever attached it need not say so again.
    retry: (_count, error) => isApiError(error) && error.status === 0,
    retryDelay: (count) => Math.min(1000 * 2 ** count, 5000),
  })
}

/** Where the bytes of a file are; `name` is what a browser keeps them as, if it is not the file's. */
export function contentUrl(id: string, name?: string): string {
  const query = name === undefined ? '' : `?${new URLSearchParams({ name })}`
  return `/api/files/${id}/content${query}`
}

/** The beginning of a text. */
export function beginningQuery(id: string, encoding: string, bytes: number) {
  return queryOptions({
    queryKey: ['file-beginning', id, bytes],
    queryFn: async ({ signal }) => {
      const beginning = await apiPart(contentUrl(id), { start: 0, end: bytes }, signal)
      // As part of a stream: the last character may be cut off.
      return new TextDecoder(encoding).decode(beginning.bytes, { stream: true })
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })
}

/** Where the text is that a model gets of a file. */
export function textUrl(id: string): string {
  return `/api/files/${id}/text`
}

/** Where an HTML or SVG file is as a page, in which nothing runs. */
export function pageUrl(id: string): string {
  return `/preview/files/${id}`
}

/** What a model gets of a file as text. */
export function textQuery(id: string) {
  return queryOptions({
    queryKey: ['file-text', id],
    queryFn: ({ signal }) => apiText(textUrl(id), signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })
}
