import { expect, test } from 'vitest'
import { readDrop } from './pick-files'

type Given = Pick<FileSystemEntry, 'name' | 'fullPath' | 'isDirectory'>

/** An entry as a browser gives it for a drop; `null` as what it holds: it cannot be read. */
function entryOf(path: string, holds: File | FileSystemEntry[] | null): FileSystemEntry {
  const name = path.split('/').at(-1) ?? ''
  const base: Given = { name, fullPath: path, isDirectory: !(holds instanceof File) }
  let rest = Array.isArray(holds) ? holds : []
  const createReader = () => ({
    readEntries(give: (entries: FileSystemEntry[]) => void, fail: () => void) {
      if (holds === null) return fail()
      give(rest.slice(0, 2))
      rest = rest.slice(2)
    },
  })
  const file = (give: (file: File) => void) => holds instanceof File && give(holds)
  // Nothing else of it is read.
  return { ...base, createReader, file } as Given as FileSystemEntry
}

function unreadable(path: string): FileSystemEntry {
  const name = path.split('/').at(-1) ?? ''
  const file = (_give: unknown, fail: () => void) => fail()
  const given: Given = { name, fullPath: path, isDirectory: false }
  return { ...given, file } as Given as FileSystemEntry
}

test('The files of a folder are called by their paths in it, and what could not be read is named', async () => {
  const text = (name: string) => new File([name], name, { type: 'text/plain' })
  const folder = entryOf('/notes', [
    entryOf('/notes/a.md', text('a.md')),
    unreadable('/notes/locked.md'),
    entryOf('/notes/deep', [entryOf('/notes/deep/a.md', text('a.md'))]),
    entryOf('/notes/closed', null),
  ])
  const { files, unread } = await readDrop([
    { entry: folder, file: null },
    { entry: entryOf('/b.md', text('b.md')), file: text('b.md') },
  ])
  expect(files.map(({ name }) => name)).toEqual(['notes/a.md', 'notes/deep/a.md', 'b.md'])
  expect(await files[1]?.text()).toBe('a.md')
  expect(files[1]?.type).toBe('text/plain')
  expect(unread).toEqual(['notes/locked.md', 'notes/closed'])
})
