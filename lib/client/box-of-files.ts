import type { QueryClient } from '@tanstack/react-query'
import { type ChatSettings, type Message, pathTo } from '@/lib/domain/conversation'
import { isApiError } from '@/lib/wire/errors'
import { conversationQuery } from './queries/conversations'
import { presetsQuery } from './queries/presets'
import { settingsQuery } from './queries/settings'
import { getStoredDraft } from './stores/drafts'
import { freshUpstream } from './use-draft'

/** What decides how files go with the next turn of a box. */
export interface BoxOfFiles {
  /** Null where it is not to be had. */
  upstream: string | null
  /** The answer is to fit a schema. */
  isStructured: boolean
  /** The turns before it. */
  path: readonly Message[]
}

/** The box of a conversation (null = the new one); what is not here yet of it is asked for. */
export async function boxOf(
  client: QueryClient,
  conversationId: string | null,
): Promise<BoxOfFiles> {
  const conversation =
    conversationId === null
      ? null
      : await client.ensureQueryData(conversationQuery(conversationId)).catch(() => null)
  const chosen = getStoredDraft(conversationId).settings ?? conversation?.settings
  const asked = chosen ?? (await freshChoice(client).catch(() => null))
  return {
    upstream: asked?.upstream ?? null,
    isStructured: (asked?.outputSchema ?? null) !== null,
    path: conversation === null ? [] : pathTo(conversation.messages, conversation.headId),
  }
}

/** What a conversation that nobody has touched begins with. */
async function freshChoice(
  client: QueryClient,
): Promise<Pick<ChatSettings, 'upstream' | 'outputSchema'>> {
  const settings = await client.ensureQueryData(settingsQuery())
  const presets = await client.ensureQueryData(presetsQuery()).catch(() => [])
  const preset = presets.find(({ isDefault }) => isDefault) ?? null
  const outputSchema = preset?.settings.outputSchema ?? null
  return { upstream: freshUpstream(settings, preset), outputSchema }
}

/** False for a conversation that the server does not have, and of which there is no draft either. */
export async function isBoxThere(
  client: QueryClient,
  conversationId: string | null,
): Promise<boolean> {
  if (conversationId === null) return true
  const { text, files } = getStoredDraft(conversationId)
  if (text !== '' || files.length > 0) return true
  return client.ensureQueryData(conversationQuery(conversationId)).then(
    () => true,
    (error: unknown) => !(isApiError(error) && error.status === 404),
  )
}
