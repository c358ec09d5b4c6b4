import 'server-only'
import type { FileKind } from '@/lib/domain/files/facts'
import type { StoredFile } from '../../store/files'
import { BuiltinError } from './builtin-error'

/** Which files a tool takes, and the same in words. */
interface Fitting {
  kinds: ReadonlySet<FileKind>
  takes: string
}

const MOST_LISTED = 30

/** The file that a model means, by its name or id; the only one that fits where it names none. */
export function chooseFile(
  files: readonly StoredFile[],
  wanted: string | undefined,
  { kinds, takes }: Fitting,
): StoredFile {
  const fits = ({ facts }: StoredFile) => facts === null || kinds.has(facts.kind)
  const fitting = files.filter(fits)
  const found = wanted === undefined ? fitting : named(files, wanted)
  const [file, another] = found
  if (file === undefined) {
    const what = wanted === undefined ? 'No file that fits' : `No file ${JSON.stringify(wanted)}`
    throw new BuiltinError(`${what} is attached. ${listed(files)} This tool takes ${takes}.`)
  }
  if (another !== undefined && found.some(({ sha256 }) => sha256 !== file.sha256)) {
    throw new BuiltinError(`Several files could be meant: say which by file. ${listed(found)}`)
  }
  if (fits(file)) return file
  throw new BuiltinError(`${file.name} is none of what this tool takes: ${takes}. ${listed(files)}`)
}

/** Those of that id or name; a name that is the same but for capitals and blanks is good where no other is. */
function named(files: readonly StoredFile[], wanted: string): StoredFile[] {
  const same = files.filter(({ id, name }) => id === wanted || name === wanted)
  return same.length > 0 ? same : files.filter(({ name }) => bare(name) === bare(wanted))
}

const bare = (name: string) => name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '')

function listed(files: readonly StoredFile[]): string {
  if (files.length === 0) return 'No files are attached to this conversation.'
  const told = files
    .slice(0, MOST_LISTED)
    .map(({ id, name, facts }) => `${JSON.stringify(name)} (${facts?.kind ?? 'unknown'}, id ${id})`)
  const more = files.length > MOST_LISTED ? ` and ${files.length - MOST_LISTED} more` : ''
  return `The files are ${told.join(', ')}${more}.`
}
