import { type ComponentType, type ReactNode, useEffect } from 'react'
import { afterLoad, loadOnceThere, type OnDemand, usePreloadedParts } from './on-demand'

interface Part {
  preload: () => Promise<void>
}

/** What is drawn and waits for the end of the first load; none waits once that is over. */
const waiting = new Set<Part>()
let isLoadOver = false

/** As late as what is fetched ahead. */
const LATER_MS = 2000

/** A part that is drawn from the first on, but for which the first load does not wait. */
export function drawnLater<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile?: (props: Props) => ReactNode,
): OnDemand<Props> {
  const part = afterLoad(load, meanwhile)
  // Its own module may come late, on a slow line.
  if (isLoadOver) fetchNow(part)
  else waiting.add(part)
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
      isLoadOver = true
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
