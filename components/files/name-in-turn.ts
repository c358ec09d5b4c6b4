import { useQuery } from '@tanstack/react-query'
import { fileQuery } from '@/lib/client/queries/files'
import type { FileView } from '@/lib/domain/files/file'
import { localSourceOf } from '@/lib/domain/files/source'
import { wordsOf } from '@/lib/domain/files/ways'
import type { Block } from '@/lib/wire/types'

/** What a file of a turn is called: one of a folder by its path, for which it is titled. */
export function nameInTurn(block: Block, file: FileView | undefined): string | null {
  const { title } = wordsOf(block)
  return file === undefined || title?.endsWith(`/${file.name}`) === true ? title : file.name
}

/** The same, of a block alone; null for one that has no name. */
export function useNameInTurn(block: Block): string | null {
  const fileId = localSourceOf(block)?.fileId
  const { data: file } = useQuery({ ...fileQuery(fileId ?? ''), enabled: fileId !== undefined })
  return nameInTurn(block, file)
}
