import { fileComments, fileValuesIn } from './code-files'
import type { JsonObject } from './exact-json'
import type { FileUse } from './file-value'

const HELPERS: Readonly<Record<FileUse, string>> = {
  id: `// By path and type: a file goes up once.
const uploads = new Map<string, string>()

async function upload(path: string, type: string, name = path): Promise<string> {
  const known = uploads.get(\`\${type} \${path}\`)
  if (known !== undefined) return known
  const file = await toFile(createReadStream(beside(path)), name, { type })
  const { id } = await client.files.upload({ file })
  uploads.set(\`\${type} \${path}\`, id)
  return id
}`,
  base64: `function base64Of(path: string): string {
  return readFileSync(beside(path)).toString('base64')
}`,
  text: `function textOf(path: string): string {
  return new TextDecoder().decode(readFileSync(beside(path)))
}`,
}

const READ: Readonly<Record<FileUse, string>> = {
  id: 'createReadStream',
  base64: 'readFileSync',
  text: 'readFileSync',
}

/** What a program needs for the files of its body; all empty where it has none. */
export function typescriptFiles(body: JsonObject): {
  /** At its very head. */
  comments: string
  imports: string
  /** By the SDK, beside its client. */
  toFile: string
  helpers: string[]
} {
  const uses = new Set(fileValuesIn(body).map(({ use }) => use))
  if (uses.size === 0) return { comments: '', imports: '', toFile: '', helpers: [] }
  const read = new Set([...uses].map((use) => READ[use]))
  return {
    comments: fileComments(body, '//'),
    imports: `import { ${[...read].sort().join(', ')} } from 'node:fs'\n`,
    toFile: uses.has('id') ? ', { toFile }' : '',
    helpers: [
      `function beside(path: string): URL {
  return new URL(encodeURIComponent(path), import.meta.url)
}`,
      ...[...uses].map((use) => HELPERS[use]),
    ],
  }
}
