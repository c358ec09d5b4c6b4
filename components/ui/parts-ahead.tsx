import { type ComponentType, type ReactNode, useEffect } from 'react'
import { afterLoad, endLoad, loadOnceThere, type OnDemand, usePreloadedParts } from './on-demand'

interface Part {
  preload: () => Promise<void>
}

/** What is drawn from the first on and waits for the end of the first load. */
const waiting = new Set<Part>()

/** As late as what is fetched ahead. */
const LATER_MS = 2000

/** A part that is drawn from the first on, but for which the first load does not wait. */
export function drawnLater<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile?: (props: Props) => ReactNode,
): OnDemand<Props> {
  const part = afterLoad(load, meanwhile)
  waiting.add(part)
  return part
}

/** Fetches what the first load left out: all of it, or where the browser was told to save data only what is drawn. */
export function PartsAhead() {
  return savesData() ? <Drawn /> : <All />
}

function All() {
  usePreloadedParts()
  return null
}

function Drawn() {
  useEffect(() => {
    const timer = setTimeout(() => {
      endLoad()
      for (const part of waiting) fetchNow(part)
    }, LATER_MS)
    return () => clearTimeout(timer)
  }, [])
  return null
}

/** What this server does not have stays as it stands meanwhile. */
function fetchNow({ preload }: Part): void {
  loadOnceThere(preload).catch(() => {})
}

/** Not every browser says (those of Apple and Mozilla do not), and the server has none to ask. */
function savesData(): boolean {
  if (typeof navigator === 'undefined' || !('connection' in navigator)) return false
  const { connection } = navigator
  if (typeof connection !== 'object' || connection === null) return false
  return 'saveData' in connection && connection.saveData === true
}
