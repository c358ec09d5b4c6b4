import 'server-only'
import * as z from 'zod/mini'
import type { FileFacts, FileKind } from '@/lib/domain/files/facts'
import { jsonQuerySchema, tableQuerySchema, textQuerySchema } from '@/lib/domain/tools/file-queries'
import type { FileToolName } from '@/lib/domain/tools/file-tool-names'
import { isApiError } from '@/lib/wire/errors'
import type { FileLibrary } from '../../files/library'
import type { FileQueries } from '../../files/query/file-queries'
import type { QueryName } from '../../files/query/queries'
import type { HandlerCall } from '../handler'
import { BuiltinError } from './builtin-error'
import { chooseFile } from './choose-file'
import { filesInReach } from './files-in-reach'

/** What a tool asks of a file. */
interface FileTool {
  query: QueryName
  input: z.ZodMiniType<{ file?: string | undefined }>
  kinds: ReadonlySet<FileKind>
  /** The kinds, in words for the model. */
  takes: string
}

const TEXTS: readonly FileKind[] = ['text', 'markdown', 'code', 'html', 'svg', 'json', 'table']

const FILE_TOOLS: Readonly<Record<FileToolName, FileTool>> = {
  csv_query: {
    query: 'queryTable',
    input: tableQuerySchema,
    kinds: new Set<FileKind>(['table', 'xlsx']),
    takes: 'tables: CSV, TSV and Excel (xlsx)',
  },
  json_query: {
    query: 'queryJson',
    input: jsonQuerySchema,
    kinds: new Set<FileKind>(['json']),
    takes: 'JSON and JSON Lines',
  },
  find_in_document: {
    query: 'findText',
    input: textQuerySchema,
    kinds: new Set<FileKind>([...TEXTS, 'pdf', 'docx', 'xlsx']),
    takes: 'what has text: PDF, Word (docx), Excel (xlsx), text, Markdown, code, JSON, CSV',
  },
}

/** What one of them answers a call. What is wrong with that is a `BuiltinError`. */
export type FileTools = (name: FileToolName, call: HandlerCall) => Promise<string>

/** What asking files needs. */
export interface FileToolParts {
  files: FileLibrary
  queries: FileQueries
}

export function createFileTools(parts: FileToolParts): FileTools {
  return (name, call) => askFile(parts, FILE_TOOLS[name], call)
}

async function askFile(
  { files, queries }: FileToolParts,
  { query: name, input, kinds, takes }: FileTool,
  call: HandlerCall,
): Promise<string> {
  const query = input.safeParse(call.input)
  // The schema was held against them before; a conversation may have changed its copy of it.
  if (!query.success) throw new BuiltinError(z.prettifyError(query.error))
  const fitting = { kinds, takes }
  try {
    const reach = await filesInReach(files, call.at)
    const { id } = chooseFile(reach, query.data.file, fitting)
    // One that nobody had looked into is looked into now, and may be something else.
    const file = chooseFile([await files.get(id)], id, fitting)
    const { facts, name: called } = file
    const path = files.pathOf(file)
    if (facts === null || facts.flaw !== null) throw unreadable(called, facts)
    const asked = { path, name: called, facts }
    const answer = await queries.ask(name, { file: asked, query: query.data }, call.signal)
    if ('problem' in answer) throw new BuiltinError(answer.problem)
    return answer.text
  } catch (error) {
    // There is no such file, or its bytes are gone.
    if (isApiError(error)) throw new BuiltinError(error.message)
    throw error
  }
}

function unreadable(name: string, facts: FileFacts | null): BuiltinError {
  return new BuiltinError(`${name} cannot be read: ${facts?.flaw ?? 'it is not known what it is'}.`)
}
