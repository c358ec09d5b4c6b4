'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useFeed } from '@/lib/client/stores/feed'
import { USAGE_ID, useRunView } from '@/lib/client/use-run-view'
import { cx } from '../ui/cx'
import { UsagePane } from '../usage/usage-pane'
import { RunDetail } from './detail/run-detail'
import { RunListPane } from './list/run-list-pane'

/** All runs, and the one that is open: beside the list where there is room, else in its place. */
export function RunsScreen() {
  const t = useTranslations('runs')
  const app = useTranslations('app')
  const { id } = useRunView()
  useFeed()
  const { list, detail } = useFocus(id)
  return (
    <div className="relative flex min-w-0 flex-1">
      <title>{`${t('title')} – ${app('name')}`}</title>
      <section
        ref={list}
        aria-label={t('list')}
        className={cx(
          'flex w-full min-w-0 shrink-0 flex-col bg-side lg:w-98 xl:w-154',
          // Out of sight it keeps its place in the list.
          id !== null && 'max-lg:invisible max-lg:absolute max-lg:inset-0',
        )}
      >
        <RunListPane />
      </section>
      <section
        ref={detail}
        tabIndex={-1}
        aria-label={t('detail')}
        className={cx('flex min-w-0 flex-1 flex-col outline-none', id === null && 'max-lg:hidden')}
      >
        {/* That of the list is out of sight. */}
        {id !== null && <h1 className="sr-only lg:hidden">{t('title')}</h1>}
        {id === null && <NothingOpen />}
        {id === USAGE_ID && <UsagePane />}
        {id !== null && id !== USAGE_ID && <RunDetail key={id} id={id} />}
      </section>
    </div>
  )
}

/**
 * Where there is room for one of them only, the focus goes to the run that is opened, and back to its
 * row when it is left.
 */
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
    else if (id === null) list.current.querySelector<HTMLElement>(`[data-run="${before}"]`)?.focus()
  }, [id])
  return { list, detail }
}

function NothingOpen() {
  const t = useTranslations('runs')
  return (
    <div className="px-7 pt-16">
      <p className="font-medium text-ui">{t('nothingOpen')}</p>
      <p className="mt-1 text-ink-3 text-ui">{t('nothingOpenHint')}</p>
    </div>
  )
}
