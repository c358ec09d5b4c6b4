import 'server-only'
import type { FileFacts, FileFlaw } from '@/lib/domain/files/facts'
import { ApiError } from '@/lib/wire/errors'
import { programPath } from '../../worker/program-path'
import { createThread, type JobLimits, TookTooMuch } from '../../worker/thread'
import type { LookJob } from './look'
import { otherFacts } from './plain-facts'
import type { TextJob, TextLook } from './read-text'

/** Finds out what files are, and makes text of them. */
export interface Inspector {
  /** What the file at `path` is, which its person calls `name`. Of a bad file it says the flaw. */
  look(path: string, name: string): Promise<FileFacts>
  /** What a model gets as a plain text document; throws the 400 where the file cannot be one. */
  text(path: string, facts: FileFacts): Promise<string>
  close(): Promise<void>
}

export interface InspectLimits extends JobLimits {
  /** What takes longer to count is not counted. */
  countMs: number
}

const LIMITS: InspectLimits = {
  ms: 20_000,
  startMs: 10_000,
  heapMb: 512,
  growthMb: 1024,
  countMs: 10_000,
}

/** More than any model takes, by far. */
const MOST_CHARACTERS = 32_000_000

const REFUSALS: Readonly<Record<FileFlaw, string>> = {
  empty: 'The file is empty.',
  broken: 'The file is damaged and cannot be read.',
  encrypted: 'The file is encrypted. Remove its password first.',
  too_many_pixels: 'The image is too large.',
  too_many_pages: 'The PDF has more pages than any model takes.',
  too_many_columns: 'The table has more columns than a model could make sense of.',
  undecodable: 'The text is of no encoding that is known.',
  too_much: 'Reading the file would take more time or memory than it may.',
}

/** Threads that begin with their first file: a long look does not hold up a text that is to be sent. */
export function createInspector(limits: Partial<InspectLimits> = {}): Inspector {
  const { countMs, ...jobLimits } = { ...LIMITS, ...limits }
  const program = programPath('file-worker')
  const [looks, texts] = [createThread(program, jobLimits), createThread(program, jobLimits)]
  return {
    look: async (path, name) => {
      const job: LookJob = { path, name, countMs }
      let kind = otherFacts(null)
      const onWord = (word: unknown) => {
        // What `look` says before it is done.
        kind = word as FileFacts
      }
      try {
        // What the thread's job answers.
        return (await looks.run('look', job, { onWord })) as FileFacts
      } catch (error) {
        if (error instanceof TookTooMuch) return { ...kind, flaw: 'too_much' }
        throw error
      }
    },
    text: async (path, facts) => {
      refuseUnreadable(facts)
      const look = await texts.run('readText', { path, facts } satisfies TextJob).catch(flawOf)
      // What the thread's job answers.
      const answer = look as TextLook
      if ('flaw' in answer) throw new ApiError(400, REFUSALS[answer.flaw])
      return answer.text
    },
    close: async () => {
      await Promise.all([looks.close(), texts.close()])
    },
  }
}

function refuseUnreadable({ kind, flaw, characters, format }: FileFacts): void {
  if (flaw !== null) throw new ApiError(400, REFUSALS[flaw])
  if (kind === 'image' || kind === 'other') {
    const what = kind === 'image' ? 'An image' : `A file of the format ${format ?? 'unknown'}`
    throw new ApiError(400, `${what} has no text that could be read.`)
  }
  if (characters === null || characters > MOST_CHARACTERS) {
    throw new ApiError(400, `The text is longer than any model takes.`)
  }
}

function flawOf(error: unknown): TextLook {
  if (error instanceof TookTooMuch) return { flaw: 'too_much' }
  throw error
}
