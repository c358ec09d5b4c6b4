import 'server-only'
import type { TextQuery } from '@/lib/domain/tools/file-queries'
import { withFile } from '../../inspect/open-file'
import { decodedPieces } from '../../inspect/text/decode'
import type { AskedFile, QueryJob } from '../job'
import { QueryProblem } from '../query-problem'
import { tellable } from '../tellable'
import { textOf } from '../text-of'
import { CONTEXT, passageAt } from './passage'
import { MOST_PLACE, placesOf } from './places'
import { signsOf } from './signs-of'
import { textWindows } from './text-windows'

/** So much of a text is looked through at a time. */
const PIECE = 256 * 1024

interface Passage {
  page?: number
  line?: number
  match: string
  passage: string
}

/** Finds a text in a document: all its places are counted, the first of them told. */
export async function findText({ file, query }: QueryJob<TextQuery>): Promise<object> {
  const wanted = wantedBy(query)
  const isPdf = file.facts.kind === 'pdf'
  const passages: Passage[] = []
  let found = 0
  const look = (pieces: Iterable<string>) => {
    const endOfUnit = isPdf ? '\f' : '\n'
    for (const { text, start, end, unit } of textWindows(pieces, MOST_PLACE + CONTEXT, endOfUnit)) {
      for (const placeOf of placesOf(text, wanted, { start, end })) {
        found += 1
        if (passages.length >= query.limit) continue
        const place = placeOf()
        const at = unit(place.start)
        passages.push({ ...(isPdf ? { page: at } : { line: at }), ...passageAt(text, place) })
      }
    }
  }
  await withPieces(file, look)
  const { told } = tellable(passages)
  return {
    found,
    passages: told,
    ...(found > told.length ? { left_out: found - told.length } : {}),
  }
}

/** The signs of what is looked for: of each word, or of all as one. */
function wantedBy({ text, match }: TextQuery): string[] {
  const parts = match === 'phrase' ? [text] : text.trim().split(/\s+/)
  const wanted = parts.map(signsOf).filter((part) => part !== '')
  if (wanted.length > 0) return [...new Set(wanted)]
  throw new QueryProblem('The text has no letter, digit or sign that could be looked for.')
}

async function withPieces(file: AskedFile, use: (pieces: Iterable<string>) => void): Promise<void> {
  if (UNPACKED.has(file.facts.kind)) return use(cut(await textOf(file)))
  await withFile(file.path, async (open) =>
    use(decodedPieces(open, file.facts.encoding ?? 'utf-8')),
  )
}

const UNPACKED: ReadonlySet<string> = new Set(['pdf', 'docx', 'xlsx'])

function* cut(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE)
}
