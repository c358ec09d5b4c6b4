import type { QueryClient } from '@tanstack/react-query'
import type { Message } from '@/lib/domain/conversation'
import { localSourceOf } from '@/lib/domain/files/source'
import { newId } from '@/lib/domain/ids'
import { compareModels, modelLabel } from '@/lib/domain/models'
import { textsOf } from '@/lib/domain/turn'
import { isApiError } from '@/lib/wire/errors'
import { currentSettings } from '../asked-with'
import { boxBlocks } from '../outgoing'
import { comparisonQuery } from '../queries/comparison-query'
import { conversationQuery } from '../queries/conversations'
import { modelsQuery } from '../queries/models'
import { getStoredDraft, setDraft } from '../stores/drafts'
import { isUnheard } from '../stores/failure'
import { newComparison } from './new-comparison'

/** The ids of comparisons whose making nobody heard of, by what was asked: it is asked with them again. */
const unheard = new Map<string, string>()

/**
 * Makes a comparison whose columns go on from a turn of a conversation: after an answer, or with a
 * question once more, which stands in its box. The first column asks what the conversation asks, the
 * second the next model of its upstream. Throws what the server says.
 */
export async function compareFrom(client: QueryClient, turn: Message): Promise<string | null> {
  const { conversationId } = turn
  const settings = currentSettings(client, conversationId)
  if (settings === null) return null
  const { upstream, model } = settings
  const models = await client.ensureQueryData(modelsQuery(upstream)).catch(() => [])
  const other = [...models].sort(compareModels).find(({ id }) => id !== model)?.id ?? model
  const known = client.getQueryData(conversationQuery(conversationId).queryKey)
  const headId = turn.role === 'assistant' ? turn.id : turn.parentId
  const asked = JSON.stringify([turn.id, settings, other])
  const before = unheard.get(asked)
  // One that was opened since was made, and is in use.
  const id = before === undefined || isOpened(client, before) ? newId() : before
  unheard.set(asked, id)
  await newComparison(
    client,
    [
      { upstream, model },
      { upstream, model: other },
    ],
    {
      ...{ id, settings },
      title: known?.title || modelLabel(model),
      ...(headId === null ? {} : { from: { conversationId, headId } }),
    },
  ).catch((error: unknown) => {
    if (!isApiError(error) || !isUnheard(error)) unheard.delete(asked)
    throw error
  })
  unheard.delete(asked)
  if (turn.role === 'user' && boxBlocks(getStoredDraft(id)).length === 0) setDraft(id, boxOf(turn))
  return id
}

function isOpened(client: QueryClient, comparisonId: string): boolean {
  return client.getQueryData(comparisonQuery(comparisonId).queryKey) !== undefined
}

function boxOf({ content }: Message) {
  const blocks = content ?? []
  const text = textsOf(blocks).join('\n\n')
  return { text, files: blocks.filter((block) => localSourceOf(block) !== null) }
}
