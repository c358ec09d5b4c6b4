import 'server-only'
import { MOST_FAVOURITES, mergeFavourites } from '@/lib/domain/favourites'
import { mergePrices, pricesSchema } from '@/lib/domain/prices'
import type { PatchSettings, Settings } from '@/lib/domain/settings'
import { ApiError } from '@/lib/wire/errors'
import type { Parley } from './parley'
import {
  DEFAULT_MODEL,
  DEFAULT_UPSTREAM,
  FAVOURITE_MODELS,
  KEEPING,
  LOCALE,
  OPENAI,
  PREFERENCES,
  PRICES,
  readDefaultModel,
  readFavouriteModels,
  readKeeping,
  readLocale,
  readOpenAi,
  readPreferences,
  readPrices,
  readSandbox,
  SANDBOX,
} from './preferences'
import { repriceRuns } from './store/reprice'
import { OWNER, type Tx } from './store/schema'
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
    sandbox: await readSandbox(store.db),
    keeping: await readKeeping(store.db),
    openai: await readOpenAi(store.db),
    canFetchFiles: config.files.urlHosts.length > 0,
  }
}

/**
 * Changes what the patch names, all of it or, where some is refused, nothing. Throws 404 for an
 * upstream that is not configured.
 */
export async function patchSettings(parley: Parley, patch: PatchSettings): Promise<Settings> {
  const { defaultUpstream } = patch
  if (defaultUpstream != null) parley.upstreams.get(defaultUpstream)
  // One at a time: two tabs that change different prices must not overwrite each other's.
  await parley.store.db.transaction().execute((tx) => writePatch(tx, patch))
  if (defaultUpstream !== undefined) parley.upstreams.setDefault(defaultUpstream)
  if (patch.sandbox !== undefined) {
    parley.upstreams.configureSandbox(await readSandbox(parley.store.db))
  }
  if (patch.keeping !== undefined) await parley.keep(await readKeeping(parley.store.db))
  if (patch.prices !== undefined) await changePrices(parley, Object.keys(patch.prices))
  parley.runs.live.settingsChanged(OWNER, null)
  return readSettings(parley)
}

/** New runs are priced by the new prices at once, those of the list one after the other. */
async function changePrices({ log, runs, store }: Parley, models: string[]): Promise<void> {
  runs.prices.set(await readPrices(store.db))
  const reprice = () => repriceRuns(store.db, OWNER, models, runs.prices.own)
  void runs.prices.queue(reprice).then(
    () => runs.live.feed.moved(OWNER),
    (err: unknown) => log.error({ err }, 'runs could not be priced anew'),
  )
}

async function writePatch(tx: Tx, patch: PatchSettings): Promise<void> {
  const write = async (name: string, value: unknown) => {
    if (value !== undefined) await writeSetting(tx, OWNER, name, value)
  }
  await write(DEFAULT_UPSTREAM, patch.defaultUpstream)
  await write(DEFAULT_MODEL, patch.defaultModel)
  await write(LOCALE, patch.locale)
  if (patch.preferences !== undefined) {
    await write(PREFERENCES, { ...(await readPreferences(tx)), ...patch.preferences })
  }
  if (patch.favouriteModels !== undefined) {
    const marked = mergeFavourites(await readFavouriteModels(tx), patch.favouriteModels)
    if (marked.length > MOST_FAVOURITES) {
      throw new ApiError(400, `favouriteModels: at most ${MOST_FAVOURITES} models can be marked.`)
    }
    await write(FAVOURITE_MODELS, marked)
  }
  if (patch.sandbox !== undefined) {
    await write(SANDBOX, { ...(await readSandbox(tx)), ...patch.sandbox })
  }
  if (patch.openai !== undefined) {
    await write(OPENAI, { ...(await readOpenAi(tx)), ...patch.openai })
  }
  if (patch.keeping !== undefined) {
    await write(KEEPING, { ...(await readKeeping(tx)), ...patch.keeping })
  }
  if (patch.prices !== undefined) {
    await write(PRICES, pricesSchema.parse(mergePrices(await readPrices(tx), patch.prices)))
  }
}
