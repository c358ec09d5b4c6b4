/** Asks a person for files, or for a folder whose files are meant; resolves with none where that is let go. */
export function pickFiles(what: 'files' | 'folder'): Promise<File[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  if (what === 'folder') input.webkitdirectory = true
  return new Promise((resolve) => {
    input.addEventListener('change', () =>
      resolve([...(input.files ?? [])].map((file) => named(file, file.webkitRelativePath))),
    )
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}

/** A file of a folder is called by its path in it, which tells those of one name apart. */
function named(file: File, path: string): File {
  if (!path.includes('/')) return file
  return new File([file], path, { type: file.type, lastModified: file.lastModified })
}

/** What was dropped: a file, or a folder, which its entry alone tells. */
export interface Dropped {
  entry: FileSystemEntry | null
  file: File | null
}

/** The files of a drop, and the names of what could not be read of it. */
export interface Drop {
  files: File[]
  unread: string[]
}

/** Reads a drop, the folders in it too. */
export async function readDrop(taken: readonly Dropped[]): Promise<Drop> {
  const drops = await Promise.all(
    taken.map(({ entry, file }) => {
      if (entry?.isDirectory) return readFolder(entry as FileSystemDirectoryEntry)
      if (file !== null) return { files: [file], unread: [] }
      return { files: [], unread: entry === null ? [] : [entry.name] }
    }),
  )
  return joined(drops)
}

async function readFolder(folder: FileSystemDirectoryEntry): Promise<Drop> {
  const drops: Drop[] = []
  try {
    for (const entry of await entriesOf(folder)) {
      const drop = entry.isDirectory
        ? readFolder(entry as FileSystemDirectoryEntry)
        : readFile(entry as FileSystemFileEntry)
      drops.push(await drop)
    }
  } catch {
    drops.push({ files: [], unread: [pathOf(folder)] })
  }
  return joined(drops)
}

async function readFile(entry: FileSystemFileEntry): Promise<Drop> {
  const path = pathOf(entry)
  return new Promise((resolve) =>
    entry.file(
      (file) => resolve({ files: [named(file, path)], unread: [] }),
      () => resolve({ files: [], unread: [path] }),
    ),
  )
}

const pathOf = ({ fullPath }: FileSystemEntry) => fullPath.replace(/^\//, '')

function joined(drops: readonly Drop[]): Drop {
  return {
    files: drops.flatMap(({ files }) => files),
    unread: drops.flatMap(({ unread }) => unread),
  }
}

/** A reader gives a hundred at a time, and none at the end. Rejects where there is no reading it. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return all
    all.push(...some)
  }
}
