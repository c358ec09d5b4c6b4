import { useEffect, useMemo, useReducer } from 'react'
import { type Coloured, Colouring } from './colouring'
import type { Grammar } from './grammar'

/** How long the page may be held up at once. */
const BUDGET_MS = 6
const loaded = new Map<string, Grammar | null>()

/** Code with its colours; null while or where there is no grammar, and then it stays plain. */
export function useColoured(code: string, language: string | null): Coloured | null {
  const grammar = useGrammar(language)
  const [, goOn] = useReducer((count: number) => count + 1, 0)
  const colouring = useMemo(() => (grammar === null ? null : new Colouring(grammar)), [grammar])
  const coloured = colouring?.read(code, BUDGET_MS) ?? null
  const isDone = coloured?.isDone ?? true
  useEffect(() => {
    if (isDone) return
    const timer = setTimeout(goOn, 0)
    return () => clearTimeout(timer)
  })
  return coloured
}

function useGrammar(language: string | null): Grammar | null {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    if (language === null || loaded.has(language)) return
    let isWanted = true
    loadGrammar(language).then(
      () => isWanted && redraw(),
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [language])
  return language === null ? null : (loaded.get(language) ?? null)
}

async function loadGrammar(language: string): Promise<void> {
  const { loadGrammar: load } = await import('./grammar')
  loaded.set(language, await load(language))
}
