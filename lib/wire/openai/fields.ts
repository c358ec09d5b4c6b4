import { ApiError } from '../errors'
import { isRecord } from '../json'

/** Reads a value of a request, or refuses it by its path (`messages.2.content`). */
export type Read<T> = (value: unknown, path: string) => T

/** Refuses a request in the wire's manner: the field first, then what is wrong with it. */
export function refuse(path: string, problem: string): never {
  throw new ApiError(400, `${path}: ${problem}`)
}

function refuseKind(value: unknown, path: string, kind: string): never {
  refuse(path, value === undefined ? 'Field required' : `Input should be ${kind}`)
}

export const readText: Read<string> = (value, path) =>
  typeof value === 'string' ? value : refuseKind(value, path, 'a string')

export const readName: Read<string> = (value, path) =>
  readText(value, path) === '' ? refuse(path, 'Input should not be empty') : readText(value, path)

export const readNumber: Read<number> = (value, path) =>
  typeof value === 'number' ? value : refuseKind(value, path, 'a number')

export const readInteger: Read<number> = (value, path) =>
  Number.isInteger(value) ? readNumber(value, path) : refuseKind(value, path, 'an integer')

export const readFlag: Read<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : refuseKind(value, path, 'a boolean')

export const readObject: Read<Record<string, unknown>> = (value, path) =>
  isRecord(value) ? value : refuseKind(value, path, 'an object')

export function readList<T>(value: unknown, path: string, read: Read<T>): T[] {
  if (!Array.isArray(value)) refuseKind(value, path, 'a list')
  return value.map((item: unknown, index) => read(item, `${path}.${index}`))
}

/** Null for a field that is absent or null: OpenAI's clients write out the defaults of many as null. */
export function readOptional<T>(value: unknown, path: string, read: Read<T>): T | null {
  return value === undefined || value === null ? null : read(value, path)
}
