import { useEffect, useMemo, useState } from 'react'
import type { Drawing } from './katex'

type Drawer = typeof import('./katex')

let loaded: Drawer | null = null

/** A formula as it is drawn; null while what draws it is on its way, which it is at the first one. */
export function useFormula(tex: string, isDisplay: boolean): Drawing | null {
  const [drawer, setDrawer] = useState(loaded)
  useEffect(() => {
    if (drawer !== null) return
    let isWanted = true
    import('./katex').then(
      (module) => {
        loaded = module
        if (isWanted) setDrawer(module)
      },
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [drawer])
  return useMemo(() => drawer?.drawFormula(tex, isDisplay) ?? null, [drawer, tex, isDisplay])
}
