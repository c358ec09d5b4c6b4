import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { type RunView, readView, writeView } from '@/lib/domain/run-view'
import { readUsageView, type UsageView, writeUsageView } from '@/lib/domain/usage-view'
import { changeAddress } from './change-address'

/** Stands in a run's place in the address of what all runs came to; no run has such an id. */
export const USAGE_ID = 'usage'

/** The address of a run, or of the list alone, with what the list shows. */
export function runPath(id: string | null, view: RunView = {}): string {
  return (id === null ? '/runs' : `/runs/${id}`) + writeView(view)
}

/** The same where the usage may be what is open, with what that shows. */
function pathWith(id: string | null, view: RunView, usage: UsageView): string {
  const path = runPath(id, view)
  const said = id === USAGE_ID ? writeUsageView(usage) : ''
  return said === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${said}`
}

/** The run that is open; null when there is none. Read from the path, as all navigation here stays in the page. */
export function useRunId(): string | null {
  return /^\/runs\/([^/]+)$/.exec(usePathname())?.[1] ?? null
}

/** What the list and the usage show, kept in the address, and the ways to change that and to open a run. */
export function useRunView() {
  const id = useRunId()
  const text = useSearchParams().toString()
  const { view, usage } = useMemo(() => {
    const query = new URLSearchParams(text)
    return { view: readView(query), usage: readUsageView(query) }
  }, [text])
  // The server has nothing to add.
  const open = useCallback((to: string | null) => changeAddress('push', runPath(to, view)), [view])
  const change = useCallback(
    (patch: { [Name in keyof RunView]?: string | undefined }) => {
      const next = Object.entries({ ...view, ...patch }).filter(([, value]) => value !== undefined)
      changeAddress('replace', pathWith(id, Object.fromEntries(next), usage))
    },
    [view, usage, id],
  )
  const changeUsage = useCallback(
    (patch: Partial<UsageView>) =>
      changeAddress('replace', pathWith(id, view, { ...usage, ...patch })),
    [view, usage, id],
  )
  const clear = useCallback(() => changeAddress('replace', pathWith(id, {}, usage)), [usage, id])
  return { id, view, usage, open, change, changeUsage, clear }
}
