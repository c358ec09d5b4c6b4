import { asSent } from '../files/as-sent'
import { type FileView, uploadName } from '../files/file'
import { fieldsOnWire, type LocalSource, type Way, withFiles } from '../files/source'
import { isObject, type Json, type JsonObject } from './exact-json'
import { type CodeFile, type FileUse, FileValue } from './file-value'
import { nameBeside } from './name-beside'
import { valuesIn } from './values-in'

const USES = {
  file: 'id',
  container: 'id',
  base64: 'base64',
  text: 'text',
} as const satisfies Readonly<Record<Way, FileUse>>

/** A body whose blocks stand for files of Parley's, as one that a program makes of files beside it. */
export function withFileValues(body: JsonObject, known: ReadonlyMap<string, FileView>): JsonObject {
  if (!Array.isArray(body.messages)) return body
  const beside = new Map<string, CodeFile>()
  const taken = new Set<string>()
  const makeValue = ({ fileId, way }: LocalSource): FileValue => {
    const view = known.get(fileId)
    const { mediaType, isMade } = asSent(view?.facts ?? null, way)
    const part = isMade ? 'text' : 'content'
    const name = uploadName(view?.name ?? fileId)
    const file = beside.get(`${fileId} ${part}`) ?? {
      ...{ fileId, name, part },
      path: nameBeside(isMade ? `${name}.txt` : name, taken),
      hasCopy: view?.hasCopy ?? false,
    }
    beside.set(`${fileId} ${part}`, file)
    return new FileValue(file, USES[way], mediaType)
  }
  const messages = withFiles(body.messages.filter(isObject), ({ source: _, ...block }, source) => {
    const value = makeValue(source)
    return { ...block, ...fieldsOnWire(source.way, value, value.mediaType) }
  })
  return { ...body, messages }
}

/** What a program makes of files, in order. */
export function fileValuesIn(body: Json): FileValue[] {
  return [...valuesIn(body)].filter((value) => value instanceof FileValue)
}

/** The files that have to lie beside a program. */
export function filesBeside(body: Json): CodeFile[] {
  return [...new Set(fileValuesIn(body).map(({ file }) => file))]
}

/** At a program's head: which files it needs; their names hold no line's end. */
export function fileComments(body: Json, mark: string): string {
  const lines = filesBeside(body).map(({ path, name, part }) =>
    part === 'content'
      ? `${mark}   ${path}\n`
      : `${mark}   ${path}: the text that Parley makes of ${name}\n`,
  )
  return lines.length === 0 ? '' : `${mark} Beside this program lie:\n${lines.join('')}`
}
