import { useMemo } from 'react'
import { showFiles } from '@/lib/domain/files/shown'
import { localSources } from '@/lib/domain/files/source'
import type { MessagesBody } from '@/lib/wire/types'
import { useBodyFiles } from './use-body-files'

/** A body as it can be looked at, with what is known of its files; `hasFiles`: something is put in only when it is sent. */
export function useShownBody(
  body: MessagesBody,
  upstream: string,
): { body: MessagesBody; hasFiles: boolean } {
  const known = useBodyFiles(body)
  return useMemo(() => {
    if (localSources(body.messages).length === 0) return { body, hasFiles: false }
    return { body: showFiles(body, known, upstream), hasFiles: true }
  }, [body, known, upstream])
}
