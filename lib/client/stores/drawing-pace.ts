/** A browser without a page (a test, the server) has no frames: about as often as one would have them. */
const FRAME_MS = 16

interface Options {
  /** Draws some of what waits. */
  draw(): void
  /** Whether anything waits to be drawn. */
  isWaiting(): boolean
}

/**
 * When what arrives is drawn: in an animation frame, and not again for as long as that frame took, layout and
 * painting included, so that half of the page's time is left to its reader however much there is to draw. The frame
 * that shows a key draws nothing else: typing comes first. Returns what is to be called when something waits.
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
    try {
      draw()
    } finally {
      // What cannot be drawn must not keep all else from it.
      afterFrame(() => setTimeout(goOn, performance.now() - began))
    }
  }

  const goOn = (): void => {
    isScheduled = false
    if (isWaiting()) schedule()
  }

  return schedule
}

/** Knows of each key from its event until the frame that shows it is painted. */
function watchKeys() {
  let isComing = false
  let waiting: (() => void)[] = []
  const onShown = (): void => {
    isComing = false
    const ready = waiting
    waiting = []
    for (const go of ready) go()
  }
  const onKey = (): void => {
    isComing = true
    onNextFrame(() => afterFrame(onShown))
  }
  if (typeof document !== 'undefined')
    document.addEventListener('keydown', onKey, { capture: true })
  return {
    isComing: () => isComing,
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
