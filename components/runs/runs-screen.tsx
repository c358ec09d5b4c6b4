'use client'

import { useTranslations } from 'use-intl'
import { useFeed } from '@/lib/client/stores/feed'
import { USAGE_ID, useRunView } from '@/lib/client/use-run-view'
import { NothingOpen } from '../shell/nothing-open'
import { useListDetailFocus } from '../shell/use-list-detail-focus'
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
  const { list, detail } = useListDetailFocus(id, 'data-run')
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
        {id === null && <NothingOpen title={t('nothingOpen')} hint={t('nothingOpenHint')} />}
        {id === USAGE_ID && <UsagePane />}
        {id !== null && id !== USAGE_ID && <RunDetail key={id} id={id} />}
      </section>
    </div>
  )
}
