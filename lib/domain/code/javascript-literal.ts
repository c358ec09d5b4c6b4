import type { FileUse, FileValue } from './file-value'
import { type Dialect, escapeText, hex } from './literal'

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/

/** How JavaScript writes a value: in an object literal `__proto__` would name the prototype. */
export const JAVASCRIPT: Dialect = {
  indent: 2,
  string: javascriptString,
  name(name) {
    if (name === '__proto__') return "['__proto__']: "
    return `${IDENTIFIER.test(name) ? name : javascriptString(name)}: `
  },
  number: (text) => text,
  // JSON.rawJSON takes a number that a double cannot hold to the wire, digit by digit.
  exact: (text) => `(JSON as any).rawJSON(${javascriptString(text)})`,
  file: (value) =>
    (value.prefix === '' ? '' : `${javascriptString(value.prefix)} + `) + FILES[value.use](value),
  words: { true: 'true', false: 'false', null: 'null' },
  lines: (lines, indent) => `\n${lines.map((line) => indent + line).join(' +\n')}`,
  padding: ' ',
}

/** What a program calls for each use of a file; `typescript-files.ts` has the functions. */
const FILES: Readonly<Record<FileUse, (value: FileValue) => string>> = {
  id: ({ file: { path, name }, mediaType }) =>
    `await upload(${[path, mediaType, ...(name === path ? [] : [name])].map(javascriptString).join(', ')})`,
  base64: ({ file }) => `base64Of(${javascriptString(file.path)})`,
  text: ({ file }) => `textOf(${javascriptString(file.path)})`,
}

/** A text as a string of JavaScript. */
export function javascriptString(text: string): string {
  const escaped = escapeText(text, "'", (code) =>
    code > 0xffff ? `\\u{${hex(code, 1)}}` : `\\u${hex(code, 4)}`,
  )
  return `'${escaped}'`
}
