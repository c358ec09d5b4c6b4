/** A program without a page (a test, the server) has no frames: about as often as it would have them. */
const FRAME_MS = 16
/** So long after a key somebody is typing. */
const TYPING_MS = 500

interface Options {
  /** Draws some of what waits: less of it while somebody types. */
  draw(isTyping: boolean): void
  /** Whether anything waits to be drawn. */
  isWaiting(): boolean
}

/**
 * When what arrives is drawn: in an animation frame, and not again for as long as drawing took, so that much to draw
 * leaves the page usable. While somebody types, layout and painting count as drawing, too, and the frame that shows a
 * key draws nothing else: typing comes first. Returns what is to be called when something waits.
 */
export function createPace({ draw, isWaiting }: Options): () => void {
  const keys = watchKeys()
  let isScheduled = false

  const schedule = (): void => {
    if (isScheduled) return
    isScheduled = true
    onNextFrame(() => {
      // It waits for one key alone: a key held down must not keep text from being drawn.
      if (keys.isComing()) keys.onceShown(() => onNextFrame(drawSome))
      else drawSome()
    })
  }

  const drawSome = (): void => {
    const began = performance.now()
    const isTyping = keys.areRecent()
    try {
      draw(isTyping)
    } finally {
      // What cannot be drawn must not keep all else from it. React draws in a microtask, which was queued before.
      const whenDrawn = isTyping ? afterFrame : queueMicrotask
      whenDrawn(() => setTimeout(goOn, performance.now() - began))
    }
  }

  const goOn = (): void => {
    isScheduled = false
    if (isWaiting()) schedule()
  }

  return schedule
}

/** Knows of each key from its event until the frame that shows it is painted, and whether one came of late. */
function watchKeys() {
  let pressedAt = Number.NEGATIVE_INFINITY
  let isComing = false
  let waiting: (() => void)[] = []
  const onShown = (): void => {
    isComing = false
    const ready = waiting
    waiting = []
    for (const go of ready) go()
  }
  const onKey = (): void => {
    pressedAt = performance.now()
    isComing = true
    onNextFrame(() => afterFrame(onShown))
  }
  if (typeof document !== 'undefined')
    document.addEventListener('keydown', onKey, { capture: true })
  return {
    isComing: () => isComing,
    areRecent: () => performance.now() - pressedAt < TYPING_MS,
    onceShown: (go: () => void) => void waiting.push(go),
  }
}

function onNextFrame(run: () => void): void {
  if (typeof requestAnimationFrame === 'function') requestAnimationFrame(run)
  else setTimeout(run, FRAME_MS)
}

/** Called in a frame: what is run as a task of its own comes after that frame's painting. */
function afterFrame(run: () => void): void {
  setTimeout(run)
}
