import { useInfiniteQuery } from '@tanstack/react-query'
import { Columns3, type LucideIcon, MessageSquare, Pin } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useFormatter, useNow, useTranslations } from 'use-intl'
import { pathOfKind } from '@/lib/client/comparison/comparison-path'
import { conversationsQuery } from '@/lib/client/queries/conversation-list'
import { useIsConnectionLost } from '@/lib/client/stores/connection'
import type { ListedConversation } from '@/lib/domain/conversation-list'
import { matchText } from './match-text'
import type { PaletteItem } from './palette-item'

const RECENT = 6
const DAY_MS = 86_400_000
const WEEK_DAYS = 7

/**
 * The conversations of a search: those that are here at once, those of the server as they come, all
 * of them page by page. Without a search the last ones.
 */
export function useConversationItems(query: string) {
  const router = useRouter()
  const noteOf = useDayNote()
  const isLost = useIsConnectionLost()
  const search = query.trim()
  const list = useInfiniteQuery({ ...conversationsQuery(), enabled: search === '' })
  const found = useInfiniteQuery({ ...conversationsQuery(search), enabled: search !== '' })
  const known = list.data ?? []
  const byId = new Map([...known, ...(found.data ?? [])].map((one) => [one.id, one]))
  const byTime = [...byId.values()].sort((a, b) => b.updatedAt - a.updatedAt)
  const shown = search === '' ? byTime.slice(0, RECENT) : byTime

  const toItem = (one: ListedConversation): PaletteItem[] => {
    const match = matchText(one.title, search)
    if (match === null) return []
    return [
      {
        key: one.id,
        icon: iconOf(one),
        text: one.title,
        match,
        note: noteOf(one.updatedAt),
        isLive: one.isRunning && !isLost,
        act: () => router.push(pathOfKind(one)),
      },
    ]
  }
  const used = search === '' ? list : found
  return {
    items: shown.flatMap(toItem),
    isSearching: search !== '' && found.isFetching,
    error: used.error,
    retry: () => void used.refetch(),
    more: () => {
      if (search !== '' && found.hasNextPage && !found.isFetching) void found.fetchNextPage()
    },
  }
}

function iconOf({ kind, pinnedAt }: ListedConversation): LucideIcon {
  if (pinnedAt !== null) return Pin
  return kind === 'comparison' ? Columns3 : MessageSquare
}

/** When it was last changed: "today", a day of the week, or a date. */
function useDayNote(): (time: number) => string {
  const format = useFormatter()
  const t = useTranslations('sidebar.groups')
  const now = useNow()
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
  return (time) => {
    if (time >= midnight) return t('today')
    if (time >= midnight - DAY_MS) return t('yesterday')
    if (time >= midnight - WEEK_DAYS * DAY_MS) return format.dateTime(time, { weekday: 'long' })
    const isThisYear = new Date(time).getFullYear() === now.getFullYear()
    return format.dateTime(time, {
      day: 'numeric',
      month: 'short',
      ...(isThisYear ? {} : { year: 'numeric' }),
    })
  }
}
