'use client'

import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { cx } from '../ui/cx'
import { clamp } from './shell-layout'

const STEP = 16

interface Props {
  label: string
  width: number
  range: { min: number; max: number; usual: number }
  /** The side of its zone on which it lies. */
  edge: 'left' | 'right'
  onResize: (width: number) => void
}

/** The edge of a zone, dragged or moved by arrow keys; a double click gives the usual width. */
export function ResizeHandle({ label, width, range, edge, onResize }: Props) {
  const drag = useRef<{ x: number; width: number } | null>(null)
  const sign = edge === 'right' ? 1 : -1

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, width }
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (drag.current === null) return
    onResize(clamp(drag.current.width + sign * (event.clientX - drag.current.x), range))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (direction === undefined) return
    event.preventDefault()
    onResize(clamp(width + sign * direction * STEP, range))
  }
  const endDrag = () => {
    drag.current = null
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: <hr> cannot be a focusable splitter
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={range.min}
      aria-valuemax={range.max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={endDrag}
      onPointerCancel={endDrag}
      onDoubleClick={() => onResize(range.usual)}
      onKeyDown={onKeyDown}
      className={cx(
        'absolute inset-y-0 z-10 w-2 cursor-col-resize touch-none after:absolute after:inset-y-0 after:w-0.5',
        'fade after:fade hover:after:bg-active focus-visible:outline-none focus-visible:after:bg-accent',
        edge === 'right' ? '-right-1 after:left-1' : '-left-1 after:right-1',
      )}
    />
  )
}
