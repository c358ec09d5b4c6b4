import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { FindBar, hearFindKey } from '../find-bar'
import type { OpenPdf } from './open-pdf'
import { PageList } from './page-list'
import type { PdfPreviewProps } from './pdf-place'
import { byPage, type Mark, type Target } from './pdf-place'
import { PdfTools } from './pdf-tools'
import type { Found } from './search-pages'
import { ThumbnailList } from './thumbnail-list'
import { useFind } from './use-find'
import { targetOf, usePassage } from './use-passage'
import { FITTING } from './zoom'

interface Props extends Pick<PdfPreviewProps, 'place' | 'head' | 'onLocated'> {
  pdf: OpenPdf
  /** The page that is looked at; it opens there, where nothing is cited. */
  page: RefObject<number>
  /** Opens the document anew: what could not be drawn may be drawn then. */
  onReopen: () => void
}

/** A document that is open: its pages, large and small, and what is looked for in it. */
export function PdfReader({ pdf, place, head, page, onLocated, onReopen }: Props) {
  const [target, setTarget] = useState<Target>(() => pageTarget(page.current))
  const [current, setCurrent] = useState(target.page)
  const [zoom, setZoom] = useState(FITTING)
  const [query, setQuery] = useState<string | null>(null)
  const { found, step } = useFind(pdf, query ?? '', current)
  const findButton = useRef<HTMLButtonElement>(null)
  const passage = usePassage(pdf, place, { onTarget: setTarget, onLocated })
  const cited = useMemo(() => byPage(passage), [passage])
  const marks = useMemo(() => byPage([...passage, ...matchMarks(found)]), [passage, found])

  useEffect(() => {
    page.current = current
  }, [page, current])

  const { chosen } = found
  useEffect(() => {
    if (chosen === null) return
    let isWanted = true
    pdf.textOf(chosen.page).then((text) => isWanted && setTarget(targetOf(chosen, text)))
    return () => {
      isWanted = false
    }
  }, [pdf, chosen])

  const closeSearch = () => {
    setQuery(null)
    findButton.current?.focus()
  }
  const tools = (
    <PdfTools
      zoom={zoom}
      onZoom={setZoom}
      isFinding={query !== null}
      onFind={() => setQuery(query === null ? '' : null)}
      findButton={findButton}
    />
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key for all that is in it
    <div
      className="flex min-h-0 flex-1 flex-col bg-side"
      onKeyDown={(event) => hearFindKey(event, () => setQuery(query ?? ''))}
    >
      {head === null ? (
        <div className="flex h-10 shrink-0 items-center justify-end px-3 phone:h-12">{tools}</div>
      ) : (
        createPortal(tools, head)
      )}
      {query !== null && (
        <FindBar
          query={query}
          tally={tallyOf(found)}
          onQuery={setQuery}
          onStep={step}
          onClose={closeSearch}
        />
      )}
      <div className="flex min-h-0 flex-1">
        <ThumbnailList
          pdf={pdf}
          current={current}
          marks={cited}
          onChoose={(page) => setTarget(pageTarget(page))}
        />
        <PageList {...{ pdf, zoom, target, marks, onReopen }} onPage={setCurrent} />
      </div>
    </div>
  )
}

const pageTarget = (page: number): Target => ({ kind: 'page', page, top: 0, left: 0 })

const tallyOf = ({ matches, chosen, isOver }: Found) => ({
  ...{ isOver, isMore: false, count: matches.length },
  at: chosen === null ? null : matches.indexOf(chosen),
})

const matchMarks = ({ matches, chosen }: Found): Mark[] =>
  matches.map((match) => ({ ...match, kind: match === chosen ? 'chosen' : 'match' }))
