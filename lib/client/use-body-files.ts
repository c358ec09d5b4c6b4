import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { FileView } from '@/lib/domain/files/file'
import { localSources } from '@/lib/domain/files/source'
import type { MessagesBody } from '@/lib/wire/types'
import { fileQuery } from './queries/files'

/** The files that the blocks of a body stand for, as far as they are known. */
export function useBodyFiles(body: MessagesBody): ReadonlyMap<string, FileView> {
  const ids = useMemo(
    () => [...new Set(localSources(body.messages).map(({ fileId }) => fileId))],
    [body],
  )
  const files = useQueries({
    queries: ids.map((id) => fileQuery(id)),
    combine: (results) => results.flatMap(({ data }): FileView[] => (data ? [data] : [])),
  })
  return useMemo(() => new Map(files.map((file) => [file.id, file])), [files])
}
