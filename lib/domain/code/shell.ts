import { quoteForShell, toCurl, writeCurl } from '../curl'
import { fileComments, filesBeside, fileValuesIn } from './code-files'
import type { CodeRequest, Gap, Program } from './code-request'
import { stringifyExact } from './exact-json'
import { type FileUse, FileValue } from './file-value'
import { hasTools } from './tool-functions'

const END = 'END_OF_BODY'

/** The request as a command of curl, or as a script for a POSIX shell where files go into it. */
export function toShell(request: CodeRequest): Program {
  const { body, text } = request
  const files = filesBeside(body)
  const gaps: Gap[] = hasTools(body) ? [{ kind: 'oneCall', path: '' }] : []
  if (files.length === 0) {
    const call = { ...callOf(request), body: text, isStream: body.stream === true }
    return { text: `${toCurl(call)}\n`, gaps, files }
  }
  const needsJq = fileValuesIn(body).some(({ use }) => USES[use].needsJq)
  return {
    text: `${needsJq ? '# Needs jq.\n' : ''}${fileComments(body, '#')}${script(request)}`,
    gaps,
    files,
    ...(needsJq ? { needs: 'jq' as const } : {}),
  }
}

/** Its body comes in by the standard input: an argument has no room for a file. */
function script(request: CodeRequest): string {
  const { body } = request
  const names = new Map<string, string>()
  const steps: string[] = []
  for (const value of fileValuesIn(body)) {
    const key = keyOf(value)
    if (names.has(key)) continue
    const name = `${USES[value.use].name}_${names.size + 1}`
    names.set(key, name)
    steps.push(`${name}=$(${USES[value.use].make(value, request)})\n`)
  }
  const text = stringifyExact(body, (scalar) =>
    scalar instanceof FileValue
      ? inJson(scalar, names.get(keyOf(scalar)))
      : escapeForHere(JSON.stringify(scalar)),
  )
  const paths = filesBeside(body).map(({ path }) => quoteForShell(path))
  const flags = body.stream === true ? '--no-buffer ' : ''
  // In a shell of its own: put into a terminal, a step that fails does not close that. There it is the
  // terminal's own shell that is called $0, and the files are looked for where that is.
  return `(
set -e
case $0 in *.sh) cd "$(dirname -- "$0")" ;; esac
for file in ${paths.join(' ')}; do
  [ -r "$file" ] || { echo "$file is not here." >&2; exit 1; }
done

${steps.join('')}
${writeCurl(flags, callOf(request), `--data-binary @- <<${END}`)}
${text}
${END}
)
`
}

function inJson({ use, prefix }: FileValue, name = ''): string {
  return USES[use].isQuoted ? `\${${name}}` : `"${escapeForHere(prefix)}\${${name}}"`
}

function callOf({ base, path, headers, auth, keyVariable }: CodeRequest) {
  return { url: base + path, headers, auth, keyVariable }
}

interface ShellUse {
  /** What its variables are called. */
  name: string
  needsJq: boolean
  /** A command that prints what the variable holds. */
  make(value: FileValue, request: CodeRequest): string
  /** The variable holds its quotes. */
  isQuoted: boolean
}

const USES: Readonly<Record<FileUse, ShellUse>> = {
  // An answer without an id is an error, and is shown as it is.
  id: { name: 'id', needsJq: true, isQuoted: false, make: writeUpload },
  base64: {
    ...{ name: 'data', needsJq: false, isQuoted: false },
    // In lines, by some.
    make: ({ file }) => `base64 < ${quoteForShell(file.path)} | tr -d '\\n'`,
  },
  text: {
    ...{ name: 'text', needsJq: true, isQuoted: true },
    make: ({ file }) => `jq -Rs 'ltrimstr("\\ufeff")' < ${quoteForShell(file.path)}`,
  },
}

function writeUpload({ file, mediaType }: FileValue, request: CodeRequest): string {
  const { base, headers } = request
  const call = {
    ...callOf(request),
    url: `${base}/v1/files`,
    headers: headers.filter(([name]) => name !== 'content-type'),
  }
  const inForm = (text: string) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`
  const form = `file=@${inForm(file.path)};filename=${inForm(file.name)};type=${mediaType}`
  const command = writeCurl('--silent --show-error ', call, `-F ${quoteForShell(form)}`)
  return `${command} |\n  jq -er '.id // error(tojson)'`
}

/** What equal values share a variable by. */
function keyOf({ file, use, mediaType }: FileValue): string {
  return [use, mediaType, file.path].join(' ')
}

/** In a text that the shell puts variables into, three characters mean something. */
function escapeForHere(text: string): string {
  return text.replaceAll(/[\\$`]/g, '\\$&')
}
