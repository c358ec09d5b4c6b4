import type { FileView } from '@/lib/domain/files/file'
import { wordsOf } from '@/lib/domain/files/ways'
import type { Block } from '@/lib/wire/types'

/** What a file of a turn is called: one of a folder by its path, for which it is titled. */
export function nameInTurn(block: Block, file: FileView | undefined): string | null {
  const { title } = wordsOf(block)
  return file === undefined || title?.endsWith(`/${file.name}`) === true ? title : file.name
}
