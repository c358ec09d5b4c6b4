import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import {
  type FileListView,
  readFileListView,
  writeFileListView,
} from '@/lib/domain/files/file-list-view'
import { changeAddress } from './change-address'

/** The address of a file, or of the list alone, with what the list shows. */
export function filePath(id: string | null, view: FileListView = {}): string {
  return (id === null ? '/files' : `/files/${id}`) + writeFileListView(view)
}

/** The file that is open, null when there is none, and what the list shows: both in the address, and the ways to change them. */
export function useFileListView() {
  const id = /^\/files\/([^/]+)$/.exec(usePathname())?.[1] ?? null
  const text = useSearchParams().toString()
  const view = useMemo(() => readFileListView(new URLSearchParams(text)), [text])
  const open = useCallback((to: string | null) => changeAddress('push', filePath(to, view)), [view])
  const change = useCallback(
    (patch: { [Name in keyof FileListView]?: string | undefined }) => {
      const next = new URLSearchParams(text)
      for (const [name, value = ''] of Object.entries(patch)) next.set(name, value)
      changeAddress('replace', filePath(id, readFileListView(next)))
    },
    [text, id],
  )
  const clear = useCallback(() => changeAddress('replace', filePath(id)), [id])
  return { id, view, open, change, clear }
}
