import { useEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { FindBar } from './find-bar'
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

type Props = Pick<PdfPreviewProps, 'place' | 'head' | 'onLocated'> & { pdf: OpenPdf }

/** A document that is open: its pages, large and small, and what is looked for in it. */
export function PdfReader({ pdf, place, head, onLocated }: Props) {
  const [target, setTarget] = useState<Target>(() => pageTarget(1))
  const [current, setCurrent] = useState(1)
  const [zoom, setZoom] = useState(FITTING)
  const [query, setQuery] = useState<string | null>(null)
  const { found, step } = useFind(pdf, query ?? '', current)
  const findButton = useRef<HTMLButtonElement>(null)
  const passage = usePassage(pdf, place, { onTarget: setTarget, onLocated })
  const cited = useMemo(() => byPage(passage), [passage])
  const marks = useMemo(() => byPage([...passage, ...matchMarks(found)]), [passage, found])

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
    <div className="flex min-h-0 flex-1 flex-col bg-side">
      {head === null ? (
        <div className="flex h-10 shrink-0 items-center justify-end px-3 phone:h-12">{tools}</div>
      ) : (
        createPortal(tools, head)
      )}
      {query !== null && (
        <FindBar
          query={query}
          found={found}
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
        <PageList pdf={pdf} zoom={zoom} target={target} marks={marks} onPage={setCurrent} />
      </div>
    </div>
  )
}

const pageTarget = (page: number): Target => ({ kind: 'page', page, top: 0, left: 0 })

const matchMarks = ({ matches, chosen }: Found): Mark[] =>
  matches.map((match) => ({ ...match, kind: match === chosen ? 'chosen' : 'match' }))
