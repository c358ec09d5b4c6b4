import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { FileView } from '@/lib/domain/files/file'
import { showFiles } from '@/lib/domain/files/shown'
import { localSources } from '@/lib/domain/files/source'
import type { MessagesBody } from '@/lib/wire/types'
import { fileQuery } from './queries/files'

/** A body as it can be looked at, with what is known of its files; `hasFiles`: something is put in only when it is sent. */
export function useShownBody(
  body: MessagesBody,
  upstream: string,
): { body: MessagesBody; hasFiles: boolean } {
  const ids = useMemo(
    () => [...new Set(localSources(body.messages).map(({ fileId }) => fileId))],
    [body],
  )
  const files = useQueries({
    queries: ids.map((id) => fileQuery(id)),
    combine: (results) => results.flatMap(({ data }): FileView[] => (data ? [data] : [])),
  })
  return useMemo(() => {
    if (ids.length === 0) return { body, hasFiles: false }
    const known = new Map(files.map((file) => [file.id, file]))
    return { body: showFiles(body, known, upstream), hasFiles: true }
  }, [body, ids, files, upstream])
}
