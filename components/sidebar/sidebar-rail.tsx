'use client'

import {
  Activity,
  Columns3,
  FileText,
  Library,
  type LucideIcon,
  MessageSquare,
  PanelLeft,
  Search,
  Settings,
  SquarePen,
  Wrench,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { comparisonPath, isComparePath } from '@/lib/client/comparison/comparison-path'
import { conversationPath, isChatPath } from '@/lib/client/use-conversation-id'
import { isToolsPath } from '@/lib/client/use-tool-id'
import { chordText } from '../actions/chord'
import { useShell } from '../shell/shell-context'
import { cx } from '../ui/cx'
import { IconButton } from '../ui/icon-button'
import { Tooltip } from '../ui/tooltip'
import { useIsMac } from '../ui/use-is-mac'

/** The sidebar collapsed: icons, their names as tooltips. */
export function SidebarRail({ onExpand }: { onExpand: () => void }) {
  const t = useTranslations()
  const pathname = usePathname()
  const router = useRouter()
  const isMac = useIsMac()
  const { setOverlay } = useShell()
  return (
    <div className="flex flex-1 flex-col items-center gap-1 py-2.5">
      <IconButton
        label={t('shell.expandSidebar')}
        icon={PanelLeft}
        tooltipSide="right"
        onClick={onExpand}
      />
      <IconButton
        label={t('sidebar.newConversation')}
        icon={SquarePen}
        tooltipSide="right"
        onClick={() => router.push(conversationPath(null))}
      />
      <IconButton
        label={t('actions.search')}
        icon={Search}
        shortcut={chordText('Mod+K', isMac)}
        tooltipSide="right"
        onClick={() => setOverlay('palette')}
      />
      <nav aria-label={t('sidebar.navigation')} className="flex flex-1 flex-col gap-1 pt-3">
        <RailLink
          href={conversationPath(null)}
          icon={MessageSquare}
          label={t('sidebar.chat')}
          isCurrent={isChatPath(pathname)}
        />
        <RailLink
          href={comparisonPath(null)}
          icon={Columns3}
          label={t('sidebar.compare')}
          isCurrent={isComparePath(pathname)}
        />
        <RailLink
          href="/files"
          icon={FileText}
          label={t('sidebar.files')}
          isCurrent={/^\/files(\/|$)/.test(pathname)}
        />
        <RailLink
          href="/runs"
          icon={Activity}
          label={t('sidebar.runs')}
          isCurrent={/^\/runs(\/|$)/.test(pathname)}
        />
        <RailLink
          href="/tools"
          icon={Wrench}
          label={t('sidebar.tools')}
          isCurrent={isToolsPath(pathname)}
        />
        <RailLink
          href="/catalog"
          icon={Library}
          label={t('sidebar.catalog')}
          isCurrent={pathname === '/catalog'}
        />
        <div className="flex-1" />
        <RailLink
          href="/settings"
          icon={Settings}
          label={t('sidebar.settings')}
          isCurrent={pathname.startsWith('/settings')}
        />
      </nav>
    </div>
  )
}

interface RailLinkProps {
  href: string
  icon: LucideIcon
  label: string
  isCurrent: boolean
}

function RailLink({ href, icon: Icon, label, isCurrent }: RailLinkProps) {
  return (
    <Tooltip label={label} side="right">
      <Link
        href={href}
        prefetch={false}
        aria-label={label}
        aria-current={isCurrent ? 'page' : undefined}
        className={cx(
          'fade flex size-8 items-center justify-center rounded-md',
          isCurrent ? 'bg-active text-ink-2' : 'text-ink-3 hover:bg-hover hover:text-ink-2',
        )}
      >
        <Icon aria-hidden size={16} strokeWidth={1.5} />
      </Link>
    </Tooltip>
  )
}
