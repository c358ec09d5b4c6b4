'use client'

import { useTranslations } from 'use-intl'
import { useToolId } from '@/lib/client/use-tool-id'
import { NothingOpen } from '../shell/nothing-open'
import { useListDetailFocus } from '../shell/use-list-detail-focus'
import { cx } from '../ui/cx'
import { ToolListPane } from './list/tool-list-pane'
import { OpenTool } from './open-tool'

/** All tools, and the one that is open: beside the list, on a phone in its place. */
export function ToolsScreen() {
  const t = useTranslations('tools')
  const app = useTranslations('app')
  const id = useToolId()
  const { list, detail } = useListDetailFocus(id, 'data-tool')
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
        {id === null ? (
          <NothingOpen title={t('nothingOpen')} hint={t('nothingOpenHint')} />
        ) : (
          <OpenTool key={id} id={id} />
        )}
      </section>
    </div>
  )
}
