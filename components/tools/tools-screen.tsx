'use client'

import { useTranslations } from 'use-intl'
import { useToolId } from '@/lib/client/use-tool-id'
import { ListDetail, NothingOpen } from '../shell/list-detail'
import { ToolListPane } from './list/tool-list-pane'
import { OpenTool } from './open-tool'

/** All tools, and the one that is open. */
export function ToolsScreen() {
  const t = useTranslations('tools')
  const id = useToolId()
  const names = { title: t('title'), list: t('list'), detail: t('detail') }
  return (
    <ListDetail id={id} layout="narrow" names={names} list={<ToolListPane />}>
      {id === null ? (
        <NothingOpen title={t('nothingOpen')} hint={t('nothingOpenHint')} />
      ) : (
        <OpenTool key={id} id={id} />
      )}
    </ListDetail>
  )
}
