import { useFormatter, useTranslations } from 'use-intl'
import type { FileFacts } from '@/lib/domain/files/facts'
import { wrongEnding } from '@/lib/domain/files/wrong-ending'
import { useByteSize } from '../ui/use-byte-size'

/** What is said of files. */
export function useFileWords() {
  const t = useTranslations('files')
  const size = useByteSize()
  const format = useFormatter()
  /** How large it is, in what its kind is measured in, else in bytes. */
  const measure = (facts: FileFacts | null, sizeBytes: number): string => {
    if (facts === null) return size(sizeBytes)
    const { pages, rows, width, height } = facts
    if (pages !== null) return t('pages', { count: pages })
    if (width !== null && height !== null) {
      return `${format.number(width)} × ${format.number(height)}`
    }
    return rows === null ? size(sizeBytes) : t('rows', { count: rows })
  }
  /** Why no model reads it, and what would help. */
  const refusal = ({ flaw, kind, format: name }: FileFacts): string =>
    flaw !== null
      ? t(`flaws.${flaw === 'broken' && kind === 'table' ? 'openQuote' : flaw}`, { kind })
      : t('unreadable', { format: name ?? t('kinds.other') })
  /** That a file is not what its name says; null where it is. */
  const misnamed = (name: string, facts: FileFacts | null): string | null => {
    const ending = facts === null ? null : wrongEnding(name, facts)
    return facts === null || ending === null
      ? null
      : t('wrongEnding', { kind: t(`kinds.${facts.kind}`), ending })
  }
  return {
    measure,
    misnamed,
    refusal,
    kind: (facts: FileFacts | null) => t(`kinds.${facts?.kind ?? 'other'}`),
  }
}
