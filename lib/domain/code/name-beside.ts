import { uploadName } from '../files/file'

/** What the program, or what runs it, writes or reads under these names itself. */
const OWN = /^(?:request\.(?:sh|mts|py)|package(?:-lock)?\.json|tsconfig\.json|node_modules)$/i
/** Python would import it in the place of a module of that name. */
const MODULE = /\.pyc?$/i
/** File systems take 255 bytes. */
const LONGEST = 200

/**
 * What a file is called beside a program: a name that every file system takes and no command line reads
 * as something else. `taken` holds those that are given, and gets this one.
 */
export function nameBeside(name: string, taken: Set<string>): string {
  const safe = uploadName(uploadName(name).replaceAll(/^[\s.~-]+|[\s.]+$/g, ''))
  const [ending = ''] = /\.[^.]{1,12}$/.exec(safe) ?? []
  const stem = shortened(safe.slice(0, safe.length - ending.length))
  let path = stem + ending
  for (let n = 2; isTaken(path, taken); n++) path = `${stem} (${n})${ending}`
  taken.add(keyOf(path))
  return path
}

function isTaken(path: string, taken: ReadonlySet<string>): boolean {
  const isNumbered = / \(\d+\)\.\w+$/.test(path)
  return taken.has(keyOf(path)) || OWN.test(path) || (MODULE.test(path) && !isNumbered)
}

/** File systems there are that take two names for one. */
function keyOf(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

function shortened(stem: string): string {
  let kept = ''
  for (const character of stem) {
    if (new TextEncoder().encode(kept + character).length > LONGEST) break
    kept += character
  }
  return kept
}
