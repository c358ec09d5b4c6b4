import * as z from 'zod/mini'

/** A diagram as an image. */
export interface Drawing {
  svg: string
  width: number
  height: number
}

const MOST_CHARACTERS = 50_000
const TIME_LIMIT_MS = 15_000
const SIZE = z.number().check(z.positive(), z.lte(100_000))

const drawing = z.object({
  id: z.string(),
  svg: z.string().check(z.maxLength(5_000_000), z.startsWith('<svg')),
  width: SIZE,
  height: SIZE,
})
const failure = z.object({ id: z.string(), error: z.string().check(z.maxLength(500)) })
const ready = z.object({ isReady: z.literal(true) })
const answer = z.union([drawing, failure, ready])

interface Order {
  source: string
  isDark: boolean
  palette: Record<string, string>
  resolve: (drawing: Drawing) => void
  reject: (error: Error) => void
}

/**
 * The sandboxed page that draws diagrams, hidden: it has no origin and may ask nobody for anything.
 * Its pictures are shown as images, in which nothing runs.
 */
class DiagramFrame {
  readonly #frame = document.createElement('iframe')
  readonly #orders = new Map<string, Order>()
  readonly #onLost: () => void
  #isReady = false
  #count = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(onLost: () => void) {
    this.#onLost = onLost
    const frame = this.#frame
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.setAttribute('aria-hidden', 'true')
    frame.tabIndex = -1
    frame.src = '/preview/mermaid'
    // Laid out, because text is measured in it, and out of sight.
    frame.className = 'pointer-events-none invisible fixed top-0 -left-500 h-200 w-300'
    window.addEventListener('message', this.#hear)
    document.body.append(frame)
  }

  draw(order: Pick<Order, 'source' | 'isDark' | 'palette'>): Promise<Drawing> {
    this.#count += 1
    const id = String(this.#count)
    return new Promise((resolve, reject) => {
      this.#orders.set(id, { ...order, resolve, reject })
      this.#watch()
      if (this.#isReady) this.#send(id)
    })
  }

  readonly #hear = ({ source, data }: MessageEvent<unknown>) => {
    if (source !== this.#frame.contentWindow) return
    const { data: said } = answer.safeParse(data)
    if (said === undefined) return
    if ('isReady' in said) {
      this.#isReady = true
      for (const id of this.#orders.keys()) this.#send(id)
      return
    }
    const order = this.#orders.get(said.id)
    this.#orders.delete(said.id)
    this.#watch()
    if ('error' in said) order?.reject(new Error(said.error))
    else order?.resolve(said)
  }

  #send(id: string): void {
    const order = this.#orders.get(id)
    if (order === undefined) return
    const { source, isDark, palette } = order
    // A page without an origin can be named by no other target.
    this.#frame.contentWindow?.postMessage({ id, source, isDark, palette }, '*')
  }

  /** One that draws no picture for so long never will: it is given up with all that waits for it. */
  #watch(): void {
    clearTimeout(this.#timer)
    if (this.#orders.size > 0) this.#timer = setTimeout(this.#giveUp, TIME_LIMIT_MS)
  }

  readonly #giveUp = () => {
    window.removeEventListener('message', this.#hear)
    this.#frame.remove()
    this.#onLost()
    for (const { reject } of this.#orders.values()) reject(new Error(`> ${TIME_LIMIT_MS / 1000} s`))
  }
}

let frame: DiagramFrame | null = null

/** Draws a diagram. Rejects with the reason where it cannot be drawn. */
export function drawDiagram(
  source: string,
  isDark: boolean,
  palette: Record<string, string>,
): Promise<Drawing> {
  if (source.length > MOST_CHARACTERS) {
    return Promise.reject(new Error(`${source.length} > ${MOST_CHARACTERS}`))
  }
  frame ??= new DiagramFrame(() => {
    frame = null
  })
  return frame.draw({ source, isDark, palette })
}
