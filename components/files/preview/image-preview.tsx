import { ZoomIn, ZoomOut } from 'lucide-react'
import {
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { IconButton } from '../../ui/icon-button'

const STEPS = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 8]
/** By an arrow key, px. */
const STEP = 60
const MOVES: Readonly<Record<string, [x: number, y: number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
}

/** An image that can be looked at closely: by buttons, wheel, keys, and dragged about. */
export function ImagePreview({ url }: { url: string }) {
  const t = useTranslations('preview.image')
  const format = useFormatter()
  /** Null = as large as there is room. */
  const [zoom, setZoom] = useState<number | null>(null)
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  const [isBroken, setBroken] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const grip = useRef<{ x: number; y: number } | null>(null)
  const roomy = () => {
    if (size === null || box.current === null) return 1
    const { clientWidth, clientHeight } = box.current
    return Math.min(1, (clientWidth - 32) / size.width, (clientHeight - 32) / size.height)
  }
  const step = (direction: 1 | -1) => {
    const now = zoom ?? roomy()
    const steps = direction === 1 ? STEPS : [...STEPS].reverse()
    setZoom(steps.find((one) => (one - now) * direction > 0.001) ?? now)
  }
  const letGo = () => {
    grip.current = null
  }
  const turnWheel = useEffectEvent((event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    step(event.deltaY < 0 ? 1 : -1)
  })
  useEffect(() => {
    const canvas = box.current
    // React's own listeners are passive: the browser would make the whole page larger as well.
    canvas?.addEventListener('wheel', turnWheel, { passive: false })
    return () => canvas?.removeEventListener('wheel', turnWheel)
  }, [])
  const hearKey = (event: KeyboardEvent) => {
    const { key } = event
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (key === '+' || key === '=') step(1)
    if (key === '-') step(-1)
    if (key === '0') setZoom(null)
    const move = MOVES[key]
    if (move === undefined) return
    // The browser would go its own step, too.
    event.preventDefault()
    box.current?.scrollBy(...move)
  }
  const drag = (event: PointerEvent) => {
    if (grip.current === null) return
    box.current?.scrollBy(grip.current.x - event.clientX, grip.current.y - event.clientY)
    grip.current = { x: event.clientX, y: event.clientY }
  }
  const shown = zoom ?? (size === null ? null : roomy())
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center gap-1 px-4 pb-2 text-ink-3 text-small">
        <span className="flex-1">
          {size !== null && `${format.number(size.width)} × ${format.number(size.height)}`}
        </span>
        <IconButton icon={ZoomOut} label={t('out')} onClick={() => step(-1)} />
        <button
          type="button"
          onClick={() => setZoom(zoom === null ? 1 : null)}
          className="fade min-w-12 rounded-md px-1 py-1 tabular-nums hover:bg-hover"
          aria-label={t(zoom === null ? 'actual' : 'fit')}
        >
          {shown === null ? '' : format.number(shown, { style: 'percent' })}
        </button>
        <IconButton icon={ZoomIn} label={t('in')} onClick={() => step(1)} />
      </div>
      {isBroken && (
        <p role="alert" className="px-4 text-bad text-ui">
          {t('broken')}
        </p>
      )}
      <div
        ref={box}
        role="application"
        aria-label={t('canvas')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move the image
        tabIndex={0}
        className="flex min-h-0 flex-1 cursor-grab overflow-auto p-4 active:cursor-grabbing"
        onPointerDown={(event) => {
          grip.current = { x: event.clientX, y: event.clientY }
          event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerMove={drag}
        onPointerUp={letGo}
        onPointerCancel={letGo}
        onKeyDown={hearKey}
      >
        {/* biome-ignore lint/performance/noImgElement: our own bytes, of a type that was found in them */}
        <img
          src={url}
          alt=""
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
            setSize({ width, height })
          }
          onError={() => setBroken(true)}
          style={shown === null || size === null ? {} : { width: size.width * shown }}
          className="m-auto h-auto max-w-none shrink-0 bg-[#fff]"
        />
      </div>
    </div>
  )
}
