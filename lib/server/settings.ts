import 'server-only'
import { mergePrices, pricesSchema } from '@/lib/domain/prices'
import type { PatchSettings, Settings } from '@/lib/domain/settings'
import type { Parley } from './parley'
import {
  DEFAULT_MODEL,
  DEFAULT_UPSTREAM,
  FAVOURITE_MODELS,
  LOCALE,
  PREFERENCES,
  PRICES,
  readDefaultModel,
  readFavouriteModels,
  readLocale,
  readPreferences,
  readPrices,
} from './preferences'
import { OWNER } from './store/schema'
import { writeSetting } from './store/settings'
import { viewUpstreams } from './upstream/view'

/** The settings as the screens see them. */
export async function readSettings({
  config,
  gatewayKey,
  keyring,
  sessions,
  store,
  upstreams,
  version,
}: Parley): Promise<Settings> {
  return {
    version,
    locale: await readLocale(store.db),
    preferences: await readPreferences(store.db),
    defaultUpstream: upstreams.defaultName,
    isDefaultChosen: upstreams.isDefaultChosen,
    defaultModel: await readDefaultModel(store.db),
    favouriteModels: await readFavouriteModels(store.db),
    upstreams: viewUpstreams(upstreams, keyring),
    gateway: {
      keySource: gatewayKey.file === null ? 'environment' : 'file',
      keyFile: gatewayKey.file,
    },
    prices: await readPrices(store.db),
    dataDir: config.dataDir,
    hasPassword: sessions.isNeeded,
    sandboxTps: config.sandboxTps,
  }
}

/** Changes what the patch names. Throws 404 for an upstream that is not configured. */
export async function patchSettings(parley: Parley, patch: PatchSettings): Promise<Settings> {
  const { db } = parley.store
  if (patch.defaultUpstream !== undefined) {
    const name = patch.defaultUpstream
    if (name !== null) parley.upstreams.get(name)
    await writeSetting(db, OWNER, DEFAULT_UPSTREAM, name)
    parley.upstreams.setDefault(name)
  }
  if (patch.defaultModel !== undefined) {
    await writeSetting(db, OWNER, DEFAULT_MODEL, patch.defaultModel)
  }
  if (patch.favouriteModels !== undefined) {
    await writeSetting(db, OWNER, FAVOURITE_MODELS, [...new Set(patch.favouriteModels)])
  }
  if (patch.locale !== undefined) await writeSetting(db, OWNER, LOCALE, patch.locale)
  if (patch.preferences !== undefined) {
    const known = await readPreferences(db)
    await writeSetting(db, OWNER, PREFERENCES, { ...known, ...patch.preferences })
  }
  if (patch.prices !== undefined) {
    const prices = pricesSchema.parse(mergePrices(await readPrices(db), patch.prices))
    await writeSetting(db, OWNER, PRICES, prices)
  }
  parley.runs.live.settingsChanged(OWNER, null)
  return readSettings(parley)
}
