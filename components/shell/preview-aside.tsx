import { type FocusEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { boxToFocus } from '../composer/focus-composer'
import { isOfPreview, isOpener, PREVIEW_ID } from './open-preview'
import { ResizeHandle } from './resize-handle'
import { PREVIEW_WIDTH } from './shell-layout'

interface Props {
  /** Draws the preview; `onClose` closes it where it stands. */
  preview: (onClose: () => void) => ReactNode
  onClose: () => void
}

/** The preview beside the thread. Esc closes it, and the focus goes back to what opened it. */
export function PreviewAside({ preview, onClose }: Props) {
  const t = useTranslations('shell')
  const [width, setWidth] = useState<number>(PREVIEW_WIDTH.usual)
  const opener = useRef<HTMLElement | null>(null)
  const close = () => {
    const known = opener.current?.isConnected === true ? opener.current : null
    const to = known ?? boxToFocus() ?? document.getElementById('content')
    // Who goes by mouse stays where he reads.
    to?.focus({ preventScroll: document.activeElement?.matches(':focus-visible') !== true })
    onClose()
  }
  const latest = useRef(close)
  useEffect(() => {
    latest.current = close
  })
  useEffect(() => {
    // At the window: what has a use for Esc itself does not let it come so far. A name that stands over
    // a control goes by it, too, and marks it as taken.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return
      if (!isOfPreview(event.target)) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  const remember = ({ relatedTarget }: FocusEvent) => {
    if (isOpener(relatedTarget)) opener.current = relatedTarget
  }
  return (
    <aside
      id={PREVIEW_ID}
      tabIndex={-1}
      aria-label={t('preview')}
      onFocus={remember}
      style={{ width }}
      className="relative flex shrink-0 flex-col bg-side focus-visible:-outline-offset-2"
    >
      <ResizeHandle
        label={t('resizePreview')}
        edge="left"
        width={width}
        range={PREVIEW_WIDTH}
        onResize={setWidth}
      />
      {preview(close)}
    </aside>
  )
}
