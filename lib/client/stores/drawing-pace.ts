/** A program without a page (a test, the server) has no frames: about as often as it would have them. */
const FRAME_MS = 16
/** So long after a key somebody is typing. */
const TYPING_MS = 400
/**
 * Drawing has the first half of the time between two keys, and no more than this: after a pause the next may come in
 * 120 ms with fast typists, in 240 with most (Dhakal et al., Observations on Typing from 136 Million Keystrokes, 2018).
 */
const ROOM_MS = 100

interface Options {
  /** Draws some of what waits. */
  draw(isTyping: boolean): void
  /** Whether anything waits to be drawn. */
  isWaiting(): boolean
}

/**
 * When what arrives is drawn: in an animation frame, and not again for as long as drawing took, so that much to draw
 * leaves the page usable. Typing comes first: the frame that shows a key draws nothing else, and what is drawn after
 * it begins long before the next key is due. Returns what is to be called when something waits.
 */
export function createPace({ draw, isWaiting }: Options): () => void {
  const keys = watchKeys()
  let isScheduled = false
  let drewAt = Number.NEGATIVE_INFINITY

  const schedule = (): void => {
    if (isScheduled) return
    isScheduled = true
    keys.onceRoom(drewAt, () => onNextFrame(drawUnlessKey))
  }

  const drawUnlessKey = (): void => {
    // It waits for one key alone: a key held down must not keep text from being drawn.
    if (keys.isComing()) keys.onceShown(() => onNextFrame(drawSome))
    else drawSome()
  }

  const drawSome = (): void => {
    drewAt = performance.now()
    try {
      draw(keys.isTyping())
    } finally {
      // What cannot be drawn must not keep all else from it. React draws in a microtask, which was queued before.
      queueMicrotask(() => setTimeout(goOn, performance.now() - drewAt))
    }
  }

  const goOn = (): void => {
    isScheduled = false
    if (isWaiting()) schedule()
  }

  return schedule
}

/** Knows of each key from its event until the frame that shows it is painted, and of the time to the next. */
function watchKeys() {
  let pressedAt = Number.NEGATIVE_INFINITY
  let roomMs = 0
  let isComing = false
  let waiting: (() => void)[] = []
  const sinceKey = () => performance.now() - pressedAt
  const onShown = (): void => {
    isComing = false
    const ready = waiting
    waiting = []
    for (const go of ready) go()
  }
  const onKey = (): void => {
    roomMs = Math.min(sinceKey() / 2, ROOM_MS)
    pressedAt = performance.now()
    isComing = true
    onNextFrame(() => afterFrame(onShown))
  }
  if (typeof document !== 'undefined')
    document.addEventListener('keydown', onKey, { capture: true })
  const isTyping = () => sinceKey() < TYPING_MS
  const onceShown = (go: () => void) => void waiting.push(go)
  /** Calls `go` when there is room for drawing: now, after the next key, or when nobody types. Each key has room for one. */
  const onceRoom = (drewAt: number, go: () => void): void => {
    if (!isTyping() || drewAt < pressedAt || sinceKey() < roomMs) {
      go()
      return
    }
    let isDone = false
    const goOnce = () => {
      if (!isDone) go()
      isDone = true
    }
    onceShown(goOnce)
    setTimeout(goOnce, TYPING_MS - sinceKey())
  }
  return { isComing: () => isComing, isTyping, onceShown, onceRoom }
}

function onNextFrame(run: () => void): void {
  if (typeof requestAnimationFrame === 'function') requestAnimationFrame(run)
  else setTimeout(run, FRAME_MS)
}

/** Called in a frame: what is run as a task of its own comes after that frame's painting. */
function afterFrame(run: () => void): void {
  setTimeout(run)
}
