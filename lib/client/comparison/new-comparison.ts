import type { QueryClient } from '@tanstack/react-query'
import type { Comparison } from '@/lib/domain/comparison/comparison'
import type { ChatSettings } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import type { ModelChoice } from '@/lib/domain/model-choice'
import { postComparison } from '../queries/comparisons'
import { modelsQuery } from '../queries/models'
import { presetsQuery } from '../queries/presets'
import { settingsQuery } from '../queries/settings'
import { freshSettings, freshUpstream } from '../use-draft'
import { accountOfUpstream } from './account-of-upstream'

interface Beginning {
  /** Asked twice with one id, it is made once. */
  id: string
  title: string
  /** What the columns share; what a new conversation would be asked with where it is not given. */
  settings?: ChatSettings
  /** The turn that every column's history ends with. */
  from?: { conversationId: string; headId: string }
}

/** Makes a comparison with a column for each model. Throws what the server says. */
export async function newComparison(
  client: QueryClient,
  models: readonly ModelChoice[],
  { id, title, settings, from }: Beginning,
): Promise<Comparison> {
  const shared = settings ?? (await sharedSettings(client, models))
  const columns = models.map((chosen) => ({
    id: newId(),
    settings: { ...shared, ...chosen },
    account: accountOfUpstream(client, chosen.upstream),
  }))
  return postComparison(client, {
    id,
    title,
    settings: { ...shared, ...models[0] },
    columns,
    from: from ?? null,
  })
}

/** What a new conversation would be asked with, its model aside. */
async function sharedSettings(
  client: QueryClient,
  [first]: readonly ModelChoice[],
): Promise<ChatSettings> {
  const settings = await client.ensureQueryData(settingsQuery())
  const presets = await client.ensureQueryData(presetsQuery()).catch(() => [])
  const preset = presets.find(({ isDefault }) => isDefault) ?? null
  const models = await client.ensureQueryData(modelsQuery(freshUpstream(settings, preset)))
  const fresh = freshSettings(settings, models, preset)
  if (fresh === null || first === undefined) throw new Error('no model to compare')
  return { ...fresh, ...first }
}
