import type { PDFPageProxy, RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type RefObject, useEffect, useRef, useState } from 'react'

/** A canvas of more pixels costs more memory than a sharper page is worth. */
const MOST_PIXELS = 16_000_000

/**
 * Draws a page into an element, so wide in CSS px, and anew when that changes; until the new picture is
 * there the old one stays, stretched. What is drawn in turn waits for all that was asked for before.
 */
export function useDrawnPage(
  page: PDFPageProxy | null,
  width: number,
  when: 'now' | 'in turn',
): { ref: RefObject<HTMLDivElement | null>; hasFailed: boolean } {
  const ref = useRef<HTMLDivElement>(null)
  const [hasFailed, setHasFailed] = useState(false)
  useEffect(() => {
    if (page === null || width === 0) return
    let isWanted = true
    let task: RenderTask | null = null
    const start = async () => {
      if (!isWanted) return
      const drawing = draw(page, width)
      task = drawing.task
      await task.promise
      if (!isWanted) return
      ref.current?.replaceChildren(drawing.canvas)
      setHasFailed(false)
    }
    const drawn = when === 'now' ? start() : inTurn(start)
    drawn.catch(() => isWanted && setHasFailed(true))
    return () => {
      isWanted = false
      task?.cancel()
    }
  }, [page, width, when])
  return { ref, hasFailed }
}

let lastTurn: Promise<void> = Promise.resolve()

/** Drawn at once, a dozen pages would share one frame, and hold up everything else for as long. */
function inTurn(start: () => Promise<void>): Promise<void> {
  const turn = lastTurn.then(start)
  lastTurn = turn.catch(() => {})
  return turn
}

function draw(page: PDFPageProxy, width: number): { canvas: HTMLCanvasElement; task: RenderTask } {
  const whole = page.getViewport({ scale: 1 })
  const fine = (width / whole.width) * window.devicePixelRatio
  const most = Math.sqrt(MOST_PIXELS / (whole.width * whole.height))
  const viewport = page.getViewport({ scale: Math.min(fine, most) })
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(viewport.width))
  canvas.height = Math.max(1, Math.round(viewport.height))
  return { canvas, task: page.render({ canvas, viewport }) }
}
