import 'server-only'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, truncate } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { hasCode } from './error-code'

/** The whole lines of a file; what comes after the last line feed was cut off by a kill. None where there is no file. */
export async function* readLines(path: string): AsyncGenerator<string> {
  let parts: string[] = []
  try {
    for await (const chunk of createReadStream(path, 'utf8')) {
      const [first = '', ...rest] = String(chunk).split('\n')
      parts.push(first)
      for (const piece of rest) {
        yield parts.join('')
        parts = [piece]
      }
    }
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
  }
}

/** Writes a file of lines, as fast as the disk takes it. */
export async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  await pipeline(withFeeds(lines), createWriteStream(path))
}

/** Of one write, about. */
const WRITE_CHARACTERS = 262_144

function* withFeeds(lines: Iterable<string>): Generator<string> {
  let text = ''
  for (const line of lines) {
    text += `${line}\n`
    if (text.length < WRITE_CHARACTERS) continue
    yield text
    text = ''
  }
  yield text
}

/** Adds lines to a file. */
export interface Appender {
  append(lines: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** Opens a file for more lines, after its first `bytes` bytes. */
export async function openAppender(path: string, bytes: number): Promise<Appender> {
  const file = await open(path, 'a')
  await truncate(path, bytes)
  return {
    append: (lines) => file.appendFile(lines.map((line) => `${line}\n`).join('')),
    close: () => file.close(),
  }
}
