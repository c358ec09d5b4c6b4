import { TextLayer as PdfTextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { PageText } from './page-text'

/** The text of a page on its picture, to be selected, copied and read out. */
export function TextLayer({ text, width }: { text: PageText; width: number }) {
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const scale = width / text.viewport.width
    ref.current?.style.setProperty('--total-scale-factor', String(scale))
  }, [text, width])
  useEffect(() => {
    const { content, viewport } = text
    const container = document.createElement('div')
    container.className = 'pdf-text'
    ref.current?.append(container)
    const layer = new PdfTextLayer({ textContentSource: content, container, viewport })
    // Called off it would throw where nobody can catch it: it fills what is taken away.
    layer.render().catch(() => {})
    return () => container.remove()
  }, [text])
  return <div ref={ref} data-user-text="" />
}
