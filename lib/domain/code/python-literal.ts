import type { FileUse, FileValue } from './file-value'
import { type Dialect, escapeText, hex } from './literal'

/** How Python writes a value. */
export const PYTHON: Dialect = {
  indent: 4,
  string: pythonString,
  name: (name) => `${pythonString(name)}: `,
  number: (text) => text,
  exact: (text) => text,
  file: (value) =>
    (value.prefix === '' ? '' : `${pythonString(value.prefix)} + `) + FILES[value.use](value),
  words: { true: 'True', false: 'False', null: 'None' },
  lines: (lines, indent) =>
    `(\n${lines.map((line) => `${indent}${line}\n`).join('')}${indent.slice(4)})`,
  padding: '',
}

/** What a program calls for each use of a file; `python-files.ts` has the functions. */
const FILES: Readonly<Record<FileUse, (value: FileValue) => string>> = {
  id: ({ file: { path, name }, mediaType }) =>
    `upload(${[path, mediaType, ...(name === path ? [] : [name])].map(pythonString).join(', ')})`,
  base64: ({ file }) => `base64_of(${pythonString(file.path)})`,
  text: ({ file }) => `text_of(${pythonString(file.path)})`,
}

/** A text as a string of Python. */
export function pythonString(text: string): string {
  const escaped = escapeText(text, '"', (code) => {
    if (code > 0xffff) return `\\U${hex(code, 8)}`
    return code > 0xff ? `\\u${hex(code, 4)}` : `\\x${hex(code, 2)}`
  })
  return `"${escaped}"`
}
