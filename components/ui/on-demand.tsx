'use client'

import { type ComponentType, useEffect, useState } from 'react'

/** A component whose code is fetched when it is first drawn, or asked for ahead. */
export interface OnDemand<Props> {
  (props: Props): React.ReactNode
  /** Fetches its code, so that it is there when it is drawn. */
  preload(): Promise<void>
}

/**
 * Keeps a part out of the first load. Once its code is there it is drawn at once: `lazy` would
 * suspend even then, and React holds back what comes after a fallback.
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): OnDemand<Props> {
  let loaded: ComponentType<Props> | null = null
  let pending: Promise<void> | null = null
  const preload = () => {
    pending ??= load().then(
      (component) => {
        loaded = component
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
      preload().then(
        () => setView(() => loaded),
        // For the nearest error boundary.
        (error: unknown) =>
          setView(() => {
            throw error
          }),
      )
    }, [View])
    return View === null ? null : <View {...props} />
  }
  return Object.assign(Part, { preload })
}
