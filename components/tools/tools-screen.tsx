'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useToolId } from '@/lib/client/use-tool-id'
import { cx } from '../ui/cx'
import { ToolListPane } from './list/tool-list-pane'
import { OpenTool } from './open-tool'

/** All tools, and the one that is open: beside the list, on a phone in its place. */
export function ToolsScreen() {
  const t = useTranslations('tools')
  const app = useTranslations('app')
  const id = useToolId()
  const { list, detail } = useFocus(id)
  return (
    <div className="relative flex min-w-0 flex-1">
      <title>{`${t('title')} – ${app('name')}`}</title>
      <section
        ref={list}
        aria-label={t('list')}
        className={cx(
          'flex w-63 min-w-0 shrink-0 flex-col bg-side phone:w-full',
          // Out of sight it keeps its place in the list.
          id !== null && 'phone:invisible phone:absolute phone:inset-0',
        )}
      >
        <ToolListPane />
      </section>
      <section
        ref={detail}
        tabIndex={-1}
        aria-label={t('detail')}
        className={cx('flex min-w-0 flex-1 flex-col outline-none', id === null && 'phone:hidden')}
      >
        {/* That of the list is out of sight. */}
        {id !== null && <h1 className="sr-only md:hidden">{t('title')}</h1>}
        {id === null ? <NothingOpen /> : <OpenTool key={id} id={id} />}
      </section>
    </div>
  )
}

/** On a phone the focus goes to the tool that is opened, and back to its row when it is left. */
function useFocus(id: string | null) {
  const list = useRef<HTMLElement>(null)
  const detail = useRef<HTMLElement>(null)
  const last = useRef(id)
  useEffect(() => {
    const before = last.current
    last.current = id
    if (before === id || list.current === null) return
    const isAlone = getComputedStyle(list.current).visibility === 'hidden'
    if (isAlone) detail.current?.focus()
    else if (id === null)
      list.current.querySelector<HTMLElement>(`[data-tool="${before}"]`)?.focus()
  }, [id])
  return { list, detail }
}

function NothingOpen() {
  const t = useTranslations('tools')
  return (
    <div className="px-7 pt-16">
      <p className="font-medium text-ui">{t('nothingOpen')}</p>
      <p className="mt-1 max-w-120 text-ink-3 text-ui">{t('nothingOpenHint')}</p>
    </div>
  )
}
