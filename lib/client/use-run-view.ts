import { usePathname, useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
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
  return openIn(usePathname())
}

function openIn(path: string): string | null {
  return /^\/runs\/([^/]+)$/.exec(path)?.[1] ?? null
}

/** What the list and the usage show, kept in the address, and the ways to change that and to open a run. */
export function useRunView() {
  const id = useRunId()
  const text = useSearchParams().toString()
  const shown = useMemo(() => readShown(text), [text])
  return { id, ...shown, open, change, changeUsage, clear }
}

function readShown(search: string): { view: RunView; usage: UsageView } {
  const query = new URLSearchParams(search)
  return { view: readView(query), usage: readUsageView(query) }
}

// The server has nothing to add.
function open(to: string | null): void {
  changeAddress('push', ({ search }) => runPath(to, readShown(search).view))
}

function change(patch: { [Name in keyof RunView]?: string | undefined }): void {
  changeAddress('replace', ({ pathname, search }) => {
    const { view, usage } = readShown(search)
    const next = Object.entries({ ...view, ...patch }).filter(([, value]) => value !== undefined)
    return pathWith(openIn(pathname), Object.fromEntries(next), usage)
  })
}

function changeUsage(patch: Partial<UsageView>): void {
  changeAddress('replace', ({ pathname, search }) => {
    const { view, usage } = readShown(search)
    return pathWith(openIn(pathname), view, { ...usage, ...patch })
  })
}

function clear(): void {
  changeAddress('replace', ({ pathname, search }) =>
    pathWith(openIn(pathname), {}, readShown(search).usage),
  )
}
