import { useTheme } from 'next-themes'
import { useEffect, useState } from 'react'
import type { Drawing } from './diagram-frame'

/** A diagram on its way, as an image, or why it cannot be one. */
export type DrawingState = { drawing: Drawing } | { error: string } | null

/** The design's colours of which a diagram is made, by what they are for there. */
const PALETTE: Readonly<Record<string, string>> = {
  ground: '--sunken',
  node: '--raised',
  hover: '--hover',
  active: '--active',
  edge: '--line-strong',
  muted: '--ink-3',
  ink: '--ink',
  accentSoft: '--accent-soft',
  mark: '--mark',
}

/** Draws a diagram in the colours of the theme, again when that changes. */
export function useDrawing(source: string): DrawingState {
  const { resolvedTheme } = useTheme()
  const [state, setState] = useState<DrawingState>(null)
  useEffect(() => {
    let isWanted = true
    draw(source, resolvedTheme === 'dark').then(
      (drawing) => isWanted && setState({ drawing }),
      (error: unknown) => {
        if (isWanted) setState({ error: error instanceof Error ? error.message : String(error) })
      },
    )
    return () => {
      isWanted = false
    }
  }, [source, resolvedTheme])
  return state
}

async function draw(source: string, isDark: boolean): Promise<Drawing> {
  const { drawDiagram } = await import('./diagram-frame')
  return drawDiagram(source, isDark, readPalette())
}

function readPalette(): Record<string, string> {
  const style = getComputedStyle(document.documentElement)
  return Object.fromEntries(
    Object.entries(PALETTE).map(([name, token]) => [name, longHex(style.getPropertyValue(token))]),
  )
}

/** `#fff` as `#ffffff`: a build shortens what it can. */
function longHex(colour: string): string {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour.trim())
  return short === null
    ? colour.trim()
    : `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`
}
