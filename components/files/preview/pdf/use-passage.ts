import { useEffect, useEffectEvent, useState } from 'react'
import { locatePassage } from '@/lib/domain/files/passage/locate-passage'
import { boxesOf } from './boxes-of'
import type { OpenPdf } from './open-pdf'
import type { PageText } from './page-text'
import type { Located, Mark, PdfPlace, Target } from './pdf-place'

/** A citation names a page or two; of a longer run only so many are looked through. */
const MOST_PAGES = 20

interface Ears {
  onTarget: (target: Target) => void
  onLocated: (found: Located) => void
}

/** Goes to what is cited, and finds its words there. */
export function usePassage(pdf: OpenPdf, place: PdfPlace | null, ears: Ears): readonly Mark[] {
  const [marks, setMarks] = useState<readonly Mark[]>([])
  const onTarget = useEffectEvent(ears.onTarget)
  const onLocated = useEffectEvent(ears.onLocated)
  useEffect(() => {
    setMarks([])
    if (place === null) return
    const first = Math.min(Math.max(place.page, 1), pdf.pageCount)
    onTarget({ kind: 'page', page: first, top: 0, left: 0 })
    if (place.quote === null) return
    let isWanted = true
    const last = Math.min(Math.max(place.lastPage, first), first + MOST_PAGES - 1, pdf.pageCount)
    locate(pdf, first, last, place.quote).then(({ marks, target }) => {
      if (!isWanted) return
      setMarks(marks)
      if (target !== null) onTarget(target)
      onLocated(target === null ? 'not_found' : 'found')
    })
    return () => {
      isWanted = false
    }
  }, [pdf, place])
  return marks
}

async function locate(pdf: OpenPdf, first: number, last: number, quote: string) {
  const numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  // A page whose text cannot be read has none.
  const texts = await Promise.all(numbers.map((page) => pdf.textOf(page).catch(() => null)))
  const spans = locatePassage(
    texts.map((text) => text?.pieces ?? []),
    quote,
  )
  const marks = texts.flatMap((_, page): Mark[] => {
    const own = spans?.filter((span) => span.page === page) ?? []
    return own.length === 0 ? [] : [{ kind: 'passage', page: first + page, spans: own }]
  })
  const mark = marks[0]
  const text = mark === undefined ? null : (texts[mark.page - first] ?? null)
  return { marks, target: mark === undefined ? null : targetOf(mark, text) }
}

export function targetOf(
  { page, spans }: Pick<Mark, 'page' | 'spans'>,
  text: PageText | null,
): Target {
  const box = text === null ? undefined : boxesOf(text, spans.slice(0, 1))[0]
  return { kind: 'words', page, top: box?.top ?? 0, left: box?.left ?? 0 }
}
