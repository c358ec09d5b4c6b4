import { useTranslations } from 'use-intl'
import type { ListedFile } from '@/lib/domain/files/file'
import { useFileWords } from '../use-file-words'
import { useKindWord } from './list/file-filters'

/** What a file is, and how much of that it has, where its bytes do not say it; and that they are gone. */
export function useKindAndMeasure(): (
  file: Pick<ListedFile, 'facts' | 'sizeBytes' | 'hasCopy'>,
) => string {
  const t = useTranslations('filesScreen')
  const files = useTranslations('files')
  const kindWord = useKindWord()
  const { measure } = useFileWords()
  return ({ facts, sizeBytes, hasCopy }) => {
    const kind =
      facts === null
        ? t('kinds.unknown')
        : facts.kind === 'other' && facts.format !== null
          ? facts.format
          : kindWord(facts.kind)
    const isMeasured = facts !== null && [facts.pages, facts.rows, facts.width].some(isKnown)
    const parts = [kind, ...(isMeasured ? [measure(facts, sizeBytes)] : [])]
    return [...parts, ...(hasCopy ? [] : [files('noCopy')])].join(t('comma'))
  }
}

function isKnown(value: number | null): boolean {
  return value !== null
}
