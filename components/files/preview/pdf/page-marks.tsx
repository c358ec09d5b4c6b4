import { useMemo } from 'react'
import { boxesOf } from './boxes-of'
import type { PageText } from './page-text'
import type { Mark } from './pdf-place'

/** What is marked on a page. */
export function PageMarks({ text, marks }: { text: PageText; marks: readonly Mark[] }) {
  const boxes = useMemo(
    () => marks.flatMap(({ kind, spans }) => boxesOf(text, spans).map((box) => ({ ...box, kind }))),
    [text, marks],
  )
  return boxes.map(({ kind, left, top, width, height }) => (
    <div
      key={`${kind} ${left} ${top} ${width}`}
      aria-hidden
      data-kind={kind}
      className="pdf-mark"
      style={{ left: share(left), top: share(top), width: share(width), height: share(height) }}
    />
  ))
}

const share = (of: number) => `${of * 100}%`
