import { fileComments, fileValuesIn } from './code-files'
import type { JsonObject } from './exact-json'
import type { FileUse } from './file-value'

const BESIDE = `def beside(path):
    return pathlib.Path(__file__).with_name(path)`
const HELPERS: Readonly<Record<FileUse, string>> = {
  // Its arguments are what it remembers by: a file goes up once.
  id: `@functools.cache
def upload(path, media_type, name=None):
    with beside(path).open("rb") as file:
        return client.files.upload(file=(name or path, file, media_type)).id`,
  base64: `def base64_of(path):
    return base64.b64encode(beside(path).read_bytes()).decode()`,
  text: `def text_of(path):
    return beside(path).read_bytes().decode("utf-8-sig")`,
}

const MODULES: Readonly<Record<FileUse, readonly string[]>> = {
  id: ['functools'],
  base64: ['base64'],
  text: [],
}

/** What a program needs for the files of its body; all empty where it has none. */
export function pythonFiles(body: JsonObject): {
  /** At its very head. */
  comments: string
  modules: string[]
  helpers: string[]
} {
  const uses = new Set(fileValuesIn(body).map(({ use }) => use))
  if (uses.size === 0) return { comments: '', modules: [], helpers: [] }
  return {
    comments: fileComments(body, '#'),
    modules: ['pathlib', ...[...uses].flatMap((use) => MODULES[use])],
    helpers: [`\n${[BESIDE, ...[...uses].map((use) => HELPERS[use])].join('\n\n\n')}\n`],
  }
}

/** The lines that import modules, in order. */
export function pythonImports(modules: readonly string[]): string {
  return [...new Set(modules)]
    .sort()
    .map((name) => `import ${name}\n`)
    .join('')
}
