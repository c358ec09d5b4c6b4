import { usePathname, useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
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
  const id = openIn(usePathname())
  const text = useSearchParams().toString()
  const view = useMemo(() => readFileListView(new URLSearchParams(text)), [text])
  return { id, view, open, change, clear }
}

function openIn(path: string): string | null {
  return /^\/files\/([^/]+)$/.exec(path)?.[1] ?? null
}

function open(to: string | null): void {
  changeAddress('push', ({ search }) => filePath(to, readFileListView(new URLSearchParams(search))))
}

function change(patch: { [Name in keyof FileListView]?: string | undefined }): void {
  changeAddress('replace', ({ pathname, search }) => {
    const next = new URLSearchParams(search)
    for (const [name, value = ''] of Object.entries(patch)) next.set(name, value)
    return filePath(openIn(pathname), readFileListView(next))
  })
}

function clear(): void {
  changeAddress('replace', ({ pathname }) => filePath(openIn(pathname)))
}
