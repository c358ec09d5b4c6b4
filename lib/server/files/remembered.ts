import 'server-only'
import type { FileFacts } from '@/lib/domain/files/facts'
import type { StoredFile } from '../store/files'

const MOST_CHARACTERS = 16_000_000

/** Texts of files, made once as long as they are remembered: a conversation sends them with every turn. */
export function remembered(
  work: (file: StoredFile, facts: FileFacts) => Promise<string>,
): (file: StoredFile, facts: FileFacts) => Promise<string> {
  /** The least recently used first. */
  const texts = new Map<string, string>()
  let characters = 0
  const forget = (key: string) => {
    characters -= texts.get(key)?.length ?? 0
    texts.delete(key)
  }
  return async (file, facts) => {
    const key = `${file.sha256} ${facts.kind}`
    const text = texts.get(key) ?? (await work(file, facts))
    forget(key)
    texts.set(key, text)
    characters += text.length
    for (const oldest of texts.keys()) {
      if (characters <= MOST_CHARACTERS || oldest === key) break
      forget(oldest)
    }
    return text
  }
}
