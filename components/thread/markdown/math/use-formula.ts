import { useEffect, useMemo, useState } from 'react'
import type { Drawing } from './katex'

type Draw = (tex: string, isDisplay: boolean) => Drawing

let loaded: Draw | null = null

/** A formula as it is drawn; null while what draws it is on its way, which it is at the first one. */
export function useFormula(tex: string, isDisplay: boolean): Drawing | null {
  const [draw, setDraw] = useState(() => loaded)
  useEffect(() => {
    if (draw !== null) return
    let isWanted = true
    load().then(
      (drawFormula) => isWanted && setDraw(() => drawFormula),
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [draw])
  return useMemo(() => draw?.(tex, isDisplay) ?? null, [draw, tex, isDisplay])
}

async function load(): Promise<Draw> {
  const { drawFormula } = await import('./katex')
  loaded = drawFormula
  return drawFormula
}
