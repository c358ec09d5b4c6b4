import { useQuery } from '@tanstack/react-query'
import { CircleX } from 'lucide-react'
import { type KeyboardEvent, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { mcpQuery } from '@/lib/client/queries/mcp'
import { toolsQuery } from '@/lib/client/queries/tools'
import { useToolDrafts } from '@/lib/client/stores/tool-drafts'
import { useToolId } from '@/lib/client/use-tool-id'
import type { McpServer } from '@/lib/domain/tools/mcp'
import { Button } from '../../ui/button'
import { cx } from '../../ui/cx'
import { LoadingBars } from '../../ui/loading-bars'
import { McpState } from '../mcp/mcp-state'
import { groupTools, type ListGroup } from './list-groups'
import { ToolRow } from './tool-row'

/** The arrow and edge keys, as the row that each leads to. */
const MOVES: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
}

const NO_SERVERS: readonly McpServer[] = []

/** All tools that fit the search; one stop for Tab, arrow keys go on from there. */
export function ToolList({ search }: { search: string }) {
  const t = useTranslations('tools')
  const common = useTranslations('common')
  const id = useToolId()
  const drafts = useToolDrafts()
  const nav = useRef<HTMLElement>(null)
  const { data, isError, refetch } = useQuery(toolsQuery())
  const { data: servers = NO_SERVERS } = useQuery(mcpQuery())
  const groups = useMemo(
    () => (data === undefined ? [] : groupTools(data.tools, drafts, search, servers)),
    [data, drafts, search, servers],
  )
  const ids = groups.flatMap(({ tools }) => tools.map((tool) => tool.id))
  const stop = id !== null && ids.includes(id) ? id : ids[0]
  const move = (event: KeyboardEvent) => {
    const links = [...(nav.current?.querySelectorAll('a') ?? [])]
    const at = event.target instanceof HTMLAnchorElement ? links.indexOf(event.target) : -1
    const next = MOVES[event.key]?.(at, links.length - 1)
    if (at === -1 || next === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    links[next]?.focus()
  }
  return (
    <nav
      ref={nav}
      aria-label={t('list')}
      onKeyDown={move}
      className="min-h-0 flex-1 overflow-y-auto px-2 pb-4 phone:px-3"
    >
      {data === undefined && !isError && <LoadingBars count={6} label={common('loading')} />}
      {isError && data === undefined && (
        <div role="alert" className="px-2 pt-2">
          <p className="flex gap-1.5 text-bad text-ui">
            <CircleX aria-hidden size={16} strokeWidth={1.5} className="mt-0.5 shrink-0" />
            {t('loadFailed')}
          </p>
          <Button className="mt-2" onClick={() => void refetch()}>
            {common('retry')}
          </Button>
        </div>
      )}
      {data !== undefined && search === '' && groups[0]?.key !== 'yours' && (
        <p className="px-2 pt-2 text-ink-3 text-small">{t('noneYours')}</p>
      )}
      {data !== undefined && groups.length === 0 && (
        <p role="status" className="px-2 pt-2 text-ink-3 text-ui">
          {t('noneFound')}
        </p>
      )}
      {groups.map((group) => (
        <Group key={group.key} group={group} current={id} stop={stop} />
      ))}
    </nav>
  )
}

interface GroupProps {
  group: ListGroup
  current: string | null
  stop: string | undefined
}

function Group({ group: { key, tools, server }, current, stop }: GroupProps) {
  const t = useTranslations('tools.groups')
  const isOwn = key === 'yours' || key === 'builtin' || key === 'server'
  return (
    <section className="pt-2 pb-1">
      <div className="flex min-h-6 items-center gap-1 pl-2 text-ink-3 text-small">
        <h2 className="min-w-0 flex-1 truncate">
          {isOwn ? t(key) : t('mcp', { server: key.replace('mcp ', '') })}
        </h2>
        {server !== undefined && <McpState server={server} />}
      </div>
      {server !== undefined && <McpFacts server={server} />}
      <ul>
        {tools.map((tool) => (
          <li key={tool.id}>
            <ToolRow tool={tool} isCurrent={tool.id === current} isTabStop={tool.id === stop} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Why a server has no tools, or not all of them. */
function McpFacts({ server: { state, reason, tools, isCut } }: { server: McpServer }) {
  const t = useTranslations('mcpServers')
  const text =
    state === 'failed'
      ? reason
      : isCut
        ? t('cut', { count: tools.length })
        : state === 'connected' && tools.length === 0
          ? t('none')
          : null
  if (text === null) return null
  return (
    <p
      data-user-text
      className={cx(
        'wrap-anywhere px-2 pb-1 text-small',
        state === 'failed' ? 'text-bad' : 'text-ink-3',
      )}
    >
      {text}
    </p>
  )
}
