import { useTranslations } from 'use-intl'
import type { Citation } from '@/lib/domain/citations'

interface SourceWords {
  /** Of the document, the search result or the page of the web. */
  title: string
  /** Where in it the passage stands; null where that is not said. */
  place: string | null
}

/** The fields of a place: its first and last, what counts from 1 already, and the words for it. */
const PLACES: ReadonlyMap<string, { start: string; end: string; first: 0 | 1; words: Words }> =
  new Map([
    ['char_location', places('char_index', 0, 'characters')],
    ['page_location', places('page_number', 1, 'pages')],
    ['content_block_location', places('block_index', 0, 'blocks')],
    ['search_result_location', places('block_index', 0, 'blocks')],
  ])

type Words = 'characters' | 'pages' | 'blocks'

function places(field: string, first: 0 | 1, words: Words) {
  return { start: `start_${field}`, end: `end_${field}`, first, words }
}

/** What a citation says of its source, in words (claude-api.md §3: ends are exclusive, pages count from 1). */
export function useSourceWords(): (citation: Citation) => SourceWords {
  const t = useTranslations('chat.citations')
  const titleOf = (citation: Citation): string => {
    const { title, document_title: document, source, url } = citation
    const named = [document, title, source, url].find(
      (one) => typeof one === 'string' && one !== '',
    )
    if (typeof named === 'string') return named
    const { document_index: index, search_result_index: result, type } = citation
    if (typeof index === 'number') return t('document', { number: index + 1 })
    if (typeof result === 'number') return t('searchResult', { number: result + 1 })
    return t('unknown', { type: String(type) })
  }
  const placeOf = (citation: Citation): string | null => {
    const place = PLACES.get(String(citation.type))
    const start = place && citation[place.start]
    const end = place && citation[place.end]
    if (place === undefined || typeof start !== 'number' || typeof end !== 'number') return null
    const from = start + 1 - place.first
    // One past the last, counted from where the first is.
    const to = Math.max(end - place.first, from)
    return t(place.words, { count: to - from + 1, from, to })
  }
  return (citation) => ({ title: titleOf(citation), place: placeOf(citation) })
}
