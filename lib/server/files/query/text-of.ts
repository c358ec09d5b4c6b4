import 'server-only'
import { readText } from '../inspect/read-text'
import type { AskedFile } from './job'
import { QueryProblem } from './query-problem'

/** The whole text of a file that has to be unpacked to be read. */
export async function textOf({ path, name, facts }: AskedFile): Promise<string> {
  const look = await readText({ path, facts })
  if ('text' in look) return look.text
  throw new QueryProblem(`${name} cannot be read: ${look.flaw}.`)
}
