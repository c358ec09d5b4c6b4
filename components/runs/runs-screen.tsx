'use client'

import { useTranslations } from 'use-intl'
import { useFeed } from '@/lib/client/stores/feed'
import { USAGE_ID, useRunView } from '@/lib/client/use-run-view'
import { PreviewDrawer } from '../files/preview/preview-drawer'
import { ListDetail, NothingOpen } from '../shell/list-detail'
import { UsagePane } from '../usage/usage-pane'
import { RunDetail } from './detail/run-detail'
import { RunListPane } from './list/run-list-pane'

/** All runs, and the one that is open. */
export function RunsScreen() {
  const t = useTranslations('runs')
  const { id } = useRunView()
  useFeed()
  const names = { title: t('title'), list: t('list'), detail: t('detail') }
  return (
    <ListDetail id={id} layout="wide" names={names} list={<RunListPane />}>
      {id === null && <NothingOpen title={t('nothingOpen')} hint={t('nothingOpenHint')} />}
      {id === USAGE_ID && <UsagePane />}
      {id !== null && id !== USAGE_ID && <RunDetail key={id} id={id} />}
      <PreviewDrawer />
    </ListDetail>
  )
}
