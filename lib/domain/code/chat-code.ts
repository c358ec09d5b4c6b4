import type { ChatSettings } from '../chat-settings'
import type { FileView } from '../files/file'
import { requestPath } from '../request-headers'
import { nameOfDefinition } from '../tools/definition'
import type { Tool } from '../tools/tool'
import { withFileValues } from './code-files'
import type { CodeRequest } from './code-request'
import { isObject, parseExact } from './exact-json'
import { type CodeTarget, type Place, placeOf } from './place'

interface Asked extends Omit<Place, 'name'> {
  settings: ChatSettings
  /** Less the credential. */
  headers: readonly (readonly [name: string, value: string])[]
  /** Its blocks may stand for files. */
  body: object
  files: ReadonlyMap<string, FileView>
  /** The library; undefined while it is not known. */
  tools: readonly Tool[] | undefined
}

/** The request that sending would make now, as a program is to make it. */
export function chatCode(asked: Asked, target: CodeTarget): CodeRequest {
  const { settings, headers, body, files, tools } = asked
  const text = JSON.stringify(body)
  const value = parseExact(text)
  return {
    ...placeOf({ ...asked, name: settings.upstream }, target),
    path: requestPath(settings),
    // Here the workspace is that of the key which Parley adds.
    headers:
      target === 'vendor' ? headers : headers.filter(([name]) => name !== 'anthropic-workspace-id'),
    body: isObject(value) ? withFileValues(value, files) : {},
    text,
    scripts: scriptsOf(settings, tools),
    maxSteps: settings.loop.maxSteps,
  }
}

function scriptsOf(
  { tools }: ChatSettings,
  library: readonly Tool[] | undefined,
): Map<string, string> {
  const known = new Map(library?.map(({ id, answer }) => [id, answer]))
  return new Map(
    tools.flatMap(({ id, definition }) => {
      const answer = known.get(id)
      return answer?.by === 'javascript' ? [[nameOfDefinition(definition), answer.code]] : []
    }),
  )
}
