import 'server-only'
import { z } from 'zod'
import { LOCALES, type Locale, type PatchSettings, type Settings } from '@/lib/domain/settings'
import type { Parley } from './parley'
import { type Db, OWNER } from './store/schema'
import { readSetting, writeSetting } from './store/settings'

const localeSchema = z.enum(LOCALES).nullable()
const nameSchema = z.string().nullable()

/** The settings as the screens see them. */
export async function readSettings({
  config,
  gatewayKey,
  sessions,
  store,
  upstreams,
  version,
}: Parley): Promise<Settings> {
  return {
    version,
    locale: await readLocale(store.db),
    defaultUpstream: upstreams.defaultName,
    upstreams: upstreams.views(),
    gateway: {
      keySource: gatewayKey.file === null ? 'environment' : 'file',
      keyFile: gatewayKey.file,
    },
    dataDir: config.dataDir,
    hasPassword: sessions.isNeeded,
    sandboxTps: config.sandboxTps,
  }
}

/** Changes what the patch names. Throws 404 for an upstream that is not configured. */
export async function patchSettings(parley: Parley, patch: PatchSettings): Promise<Settings> {
  const { db } = parley.store
  if (patch.defaultUpstream !== undefined) {
    const { name } = parley.upstreams.get(patch.defaultUpstream)
    await writeSetting(db, OWNER, 'default_upstream', name)
    parley.upstreams.setDefault(name)
  }
  if (patch.locale !== undefined) await writeSetting(db, OWNER, 'locale', patch.locale)
  return readSettings(parley)
}

/** The owner's language; null = follow the browser. */
export function readLocale(db: Db): Promise<Locale | null> {
  return readSetting(db, OWNER, 'locale', localeSchema)
}

/** The chosen default upstream; null = the rule decides. */
export function readDefaultUpstream(db: Db): Promise<string | null> {
  return readSetting(db, OWNER, 'default_upstream', nameSchema)
}
