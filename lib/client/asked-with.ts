import type { QueryClient } from '@tanstack/react-query'
import type { ChatSettings, Conversation } from '@/lib/domain/conversation'
import { judge } from '@/lib/domain/judge'
import { prefillAfter } from '@/lib/domain/prefill'
import { refreshTools } from '@/lib/domain/tools/chosen-tool'
import { accountOf } from '@/lib/domain/upstream-keys'
import type { Block } from '@/lib/wire/types'
import { conversationQuery } from './queries/conversations'
import { modelsQuery } from './queries/models'
import { settingsQuery } from './queries/settings'
import { toolsQuery } from './queries/tools'
import { getStoredDraft } from './stores/drafts'

/** What the next run of a conversation would be asked with; null for one that is not here. */
export function currentSettings(client: QueryClient, conversationId: string): ChatSettings | null {
  const settings =
    getStoredDraft(conversationId).settings ?? cached(client, conversationId)?.settings ?? null
  return settings === null ? null : withLibrary(client, settings)
}

/** The settings with the definitions that the library's tools have now. */
export function withLibrary(client: QueryClient, settings: ChatSettings): ChatSettings {
  const library = client.getQueryData(toolsQuery().queryKey)?.tools
  return { ...settings, tools: refreshTools(settings.tools, library) }
}

/** Settings with what is not sent of them, judged by the models that the panel shows, and whose key they go with. */
export function asNow(client: QueryClient, settings: ChatSettings) {
  const models = client.getQueryData(modelsQuery(settings.upstream).queryKey)
  const upstreams = client.getQueryData(settingsQuery().queryKey)?.upstreams
  const upstream = upstreams?.find(({ name }) => name === settings.upstream)
  const account = accountOf(upstream?.keyInUse)
  return { settings, judgement: judge(settings, models), account }
}

/** What the answer to a turn begins with, as it would be asked for now. */
export function beginningOf({ settings, judgement }: ReturnType<typeof asNow>, content: Block[]) {
  return prefillAfter({ role: 'user', content }, settings, judgement.withheld)
}

/** A conversation as it is known here. */
export function cached(client: QueryClient, id: string | null): Conversation | undefined {
  return id === null ? undefined : client.getQueryData(conversationQuery(id).queryKey)
}
