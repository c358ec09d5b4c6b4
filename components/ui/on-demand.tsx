'use client'

import { type ComponentType, type ReactNode, useEffect, useState } from 'react'

/** A component whose code is fetched when it is first drawn, or asked for ahead. */
export interface OnDemand<Props> {
  (props: Props): ReactNode
  /** Fetches its code, so that it is there when it is drawn. */
  preload: () => Promise<void>
}

const parts = new Set<{ preload: () => Promise<void> }>()

/** Long after the first load, so that nothing of that waits for it. */
const LATER_MS = 2000

const TRY_AGAIN_MS = 1000

const LONGEST_ANSWER_MS = 5000

/** A proxy answers in place of a server that is away: 502 and the like. */
const isServerThere = () =>
  fetch('/api/health', { cache: 'no-store', signal: AbortSignal.timeout(LONGEST_ANSWER_MS) }).then(
    ({ status }) => status < 500,
    () => false,
  )

/** From then on what is drawn fetches its code at once. */
let isLoadOver = false

/** Says that nothing needs to keep out of the first load any more. */
export function endLoad(): void {
  isLoadOver = true
}

/**
 * Loads what is drawn already, or will be. While the server is away there is nothing to be had, and no
 * reason to give the whole screen up; a server that is there and does not have it was built anew.
 */
export async function loadOnceThere(load: () => Promise<void>): Promise<void> {
  let wasThere = false
  for (;;) {
    try {
      return await load()
    } catch (error) {
      const isThere = await isServerThere()
      if (wasThere && isThere) throw error
      wasThere = isThere
      if (!isThere) await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS))
    }
  }
}

/** Fetches, in time, the code of every part that is not there yet: the server may be away when it is wanted. */
export function usePreloadedParts(): void {
  useEffect(() => {
    const timer = setTimeout(async () => {
      endLoad()
      // What this server does not have is asked for again when it is wanted.
      for (const part of parts) await loadOnceThere(part.preload).catch(() => {})
    }, LATER_MS)
    return () => clearTimeout(timer)
  }, [])
}

/**
 * Keeps a part out of the first load. Once its code is there it is drawn at once: `lazy` would
 * suspend even then, and React holds back what comes after a fallback. Until then `meanwhile` stands.
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: (props: Props) => ReactNode = () => null,
  isLater = false,
): OnDemand<Props> {
  let loaded: ComponentType<Props> | null = null
  let pending: Promise<void> | null = null
  const waiting = new Set<() => void>()
  const preload = () => {
    pending ??= load().then(
      (component) => {
        loaded = component
        for (const draw of waiting) draw()
      },
      (error: unknown) => {
        pending = null
        throw error
      },
    )
    return pending
  }
  // biome-ignore lint/correctness/noComponentHookFactories: a module calls it once
  function Part(props: Props) {
    const [View, setView] = useState(() => loaded)
    useEffect(() => {
      if (View !== null) return
      const draw = () => setView(() => loaded)
      waiting.add(draw)
      if (isLater && loaded === null && !isLoadOver) return () => void waiting.delete(draw)
      loadOnceThere(preload).then(
        draw,
        // For the nearest error boundary.
        (error: unknown) =>
          setView(() => {
            throw error
          }),
      )
      return () => void waiting.delete(draw)
    }, [View])
    return View === null ? meanwhile(props) : <View {...props} />
  }
  parts.add({ preload })
  return Object.assign(Part, { preload })
}

/** The same for what nobody waits for: it comes with the parts that are fetched after the first load. */
export function afterLoad<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile?: (props: Props) => ReactNode,
): OnDemand<Props> {
  return onDemand(load, meanwhile, true)
}

/** The same for what opens: nothing is fetched or drawn before it is first open, and then it stays. */
export function onFirstOpen<Props extends { isOpen: boolean }>(
  load: () => Promise<ComponentType<Props>>,
): (props: Props) => ReactNode {
  const View = onDemand(load)
  // biome-ignore lint/correctness/noComponentHookFactories: a module calls it once
  return function Opening(props: Props) {
    const [wasOpened, setWasOpened] = useState(props.isOpen)
    if (props.isOpen && !wasOpened) setWasOpened(true)
    return wasOpened && <View {...props} />
  }
}
