'use client'

import {
  Activity,
  Columns3,
  FileText,
  Library,
  MessageSquare,
  PanelLeft,
  Settings,
  SquarePen,
  Wrench,
} from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { comparisonPath, isComparePath } from '@/lib/client/comparison/comparison-path'
import { conversationPath, isChatPath } from '@/lib/client/use-conversation-id'
import { isToolsPath } from '@/lib/client/use-tool-id'
import { LimitWarning } from '../limits/limit-signs'
import { IconButton } from '../ui/icon-button'
import { Logo } from '../ui/logo'
import { ConversationList } from './conversation-list'
import { FailedChange } from './failed-change'
import { NavRow } from './nav-row'
import { SandboxFoot } from './sandbox-foot'
import { SearchField } from './search-field'

interface Props {
  onCollapse: () => void
  /** Called when a link is followed; a drawer closes itself then. */
  onNavigate?: () => void
}

/** The way to every screen and every conversation. */
export function Sidebar({ onCollapse, onNavigate }: Props) {
  const t = useTranslations()
  const pathname = usePathname()
  const router = useRouter()
  const scroller = useRef<HTMLElement>(null)
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col px-2">
      <div className="flex h-12 shrink-0 items-center gap-2 pl-2">
        <Logo />
        <span className="flex-1 font-semibold text-title">{t('app.name')}</span>
        <IconButton label={t('shell.collapseSidebar')} icon={PanelLeft} onClick={onCollapse} />
        <IconButton
          label={t('sidebar.newConversation')}
          icon={SquarePen}
          onClick={() => {
            router.push(conversationPath(null))
            onNavigate?.()
          }}
        />
      </div>
      <SearchField onOpen={onNavigate} />
      <nav aria-label={t('sidebar.navigation')} className="shrink-0 pb-4">
        <NavRow
          href={conversationPath(null)}
          icon={MessageSquare}
          label={t('sidebar.chat')}
          isCurrent={isChatPath(pathname)}
          onNavigate={onNavigate}
        />
        <NavRow
          href={comparisonPath(null)}
          icon={Columns3}
          label={t('sidebar.compare')}
          isCurrent={isComparePath(pathname)}
          onNavigate={onNavigate}
        />
        <NavRow
          href="/files"
          icon={FileText}
          label={t('sidebar.files')}
          isCurrent={/^\/files(\/|$)/.test(pathname)}
          onNavigate={onNavigate}
        />
        <NavRow
          href="/runs"
          icon={Activity}
          label={t('sidebar.runs')}
          isCurrent={/^\/runs(\/|$)/.test(pathname)}
          onNavigate={onNavigate}
        />
        <NavRow
          href="/tools"
          icon={Wrench}
          label={t('sidebar.tools')}
          isCurrent={isToolsPath(pathname)}
          onNavigate={onNavigate}
        />
        <NavRow
          href="/catalog"
          icon={Library}
          label={t('sidebar.catalog')}
          isCurrent={pathname === '/catalog'}
          onNavigate={onNavigate}
        />
      </nav>
      <nav
        ref={scroller}
        aria-label={t('sidebar.conversations')}
        className="mask-b-from-[calc(100%-12px)] relative -mx-2 min-h-0 flex-1 overflow-y-auto px-2 pb-3"
      >
        <FailedChange className="mx-2 mb-3" />
        <ConversationList scroller={scroller} onNavigate={onNavigate} />
      </nav>
      <div className="shrink-0 pt-2 pb-2">
        <LimitWarning />
        <SandboxFoot onNavigate={onNavigate} />
        <NavRow
          href="/settings"
          icon={Settings}
          label={t('sidebar.settings')}
          isCurrent={pathname.startsWith('/settings')}
          onNavigate={onNavigate}
        />
      </div>
    </div>
  )
}
