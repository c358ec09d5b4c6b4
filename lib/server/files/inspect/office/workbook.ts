import 'server-only'
import { posix } from 'node:path'
import { walkXml } from './walk-xml'

/** An archive's parts, by their names. */
export type Parts = ReadonlyMap<string, Buffer>

/** What the cells of a workbook refer to. */
export interface Workbook {
  sheets: { name: string; part: Buffer }[]
  sharedStrings: string[]
  /** By a cell's style: whether its number stands for a day or a time. */
  isDate: boolean[]
  /** The day 0, in milliseconds since 1970. */
  epoch: number
}

const MAIN = 'xl/workbook.xml'
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)

/** Reads what a workbook's parts say of one another. Throws where one is missing or broken. */
export function readWorkbook(parts: Parts): Workbook {
  const relations = readRelations(partOf(parts, 'xl/_rels/workbook.xml.rels'))
  const sheets: Workbook['sheets'] = []
  let epoch = EPOCH_1900
  walkXml(partOf(parts, MAIN), {
    open: (name, attributes) => {
      if (name === 'workbookPr' && /^(?:1|true)$/.test(attributes.date1904 ?? ''))
        epoch = EPOCH_1904
      if (name !== 'sheet') return
      const relation = relations.find(({ id }) => id === relationId(attributes))
      // Others hold a chart and no cells.
      if (relation?.type !== 'worksheet') return
      sheets.push({ name: attributes.name ?? '', part: partOf(parts, relation.target) })
    },
  })
  const partBy = (type: string) => {
    const relation = relations.find((other) => other.type === type)
    return relation === undefined ? undefined : parts.get(relation.target)
  }
  return {
    sheets,
    sharedStrings: readSharedStrings(partBy('sharedStrings')),
    isDate: readStyles(partBy('styles')),
    epoch,
  }
}

function partOf(parts: Parts, name: string): Buffer {
  const part = parts.get(name)
  if (part === undefined) throw new Error(`The workbook has no ${name}.`)
  return part
}

/** It has a prefix, which each program chooses. */
const relationId = (attributes: Readonly<Record<string, string>>) =>
  Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1]

interface Relation {
  id: string
  type: string
  target: string
}

function readRelations(part: Buffer): Relation[] {
  const relations: Relation[] = []
  walkXml(part, {
    open: (name, { Id: id = '', Type: type = '', Target: target = '' }) => {
      if (name !== 'Relationship') return
      const path = posix.resolve('/xl', target).slice(1)
      relations.push({ id, type: type.split('/').at(-1) ?? '', target: path })
    },
  })
  return relations
}

function readSharedStrings(part: Buffer | undefined): string[] {
  const strings: string[] = []
  if (part === undefined) return strings
  let text = ''
  let inside = ''
  walkXml(part, {
    open: (name) => {
      if (name === 'si') text = ''
      // How a text is read aloud stands beside it.
      if (name === 't' || name === 'rPh') inside += `/${name}`
    },
    text: (more) => {
      if (inside === '/t') text += more
    },
    close: (name) => {
      if (name === 't' || name === 'rPh') inside = inside.slice(0, -name.length - 1)
      if (name === 'si') strings.push(unescaped(text))
    },
  })
  return strings
}

/** Characters that XML has none for are written as their numbers. */
export const unescaped = (text: string) =>
  text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )

/** The formats of days and times that are known by their numbers alone (ECMA-376 part 1, 18.8.30). */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) ||
  (id >= 27 && id <= 36) ||
  (id >= 45 && id <= 47) ||
  (id >= 50 && id <= 58)

function readStyles(part: Buffer | undefined): boolean[] {
  const isDate: boolean[] = []
  if (part === undefined) return isDate
  const custom = new Map<number, boolean>()
  let isInCells = false
  walkXml(part, {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      const id = Number(numFmtId)
      if (name === 'numFmt') custom.set(id, isDateFormat(formatCode))
      if (name === 'cellXfs') isInCells = true
      if (name === 'xf' && isInCells) isDate.push(custom.get(id) ?? isBuiltInDate(id))
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return isDate
}

const LONGEST_FORMAT = 255

/** What stands in quotes, in brackets or behind a stroke is shown as it is; of the rest, the first part is for numbers above zero. */
function isDateFormat(code: string): boolean {
  const [first = ''] = code
    .slice(0, LONGEST_FORMAT)
    .replaceAll(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, '')
    .split(';')
  return /[dmyhs]/i.test(first) && !/general/i.test(first)
}
