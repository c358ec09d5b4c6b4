import 'server-only'
import { z } from 'zod'
import { DEFAULT_KEEPING, type Keeping, keepingSchema } from '@/lib/domain/keeping'
import {
  DEFAULT_OPENAI_SETTINGS,
  type OpenAiSettings,
  openAiSettingsSchema,
} from '@/lib/domain/openai-settings'
import { type Preferences, preferencesSchema } from '@/lib/domain/preferences'
import { type Prices, pricesSchema } from '@/lib/domain/prices'
import {
  DEFAULT_SANDBOX_SETTINGS,
  type SandboxSettings,
  sandboxSettingsSchema,
} from '@/lib/domain/sandbox-settings'
import { LOCALES, type Locale } from '@/lib/domain/settings'
import { type Db, OWNER, type Tx } from './store/schema'
import { readSetting } from './store/settings'

/** Names under which the store keeps what the owner chose. */
export const LOCALE = 'locale'
export const PREFERENCES = 'preferences'
export const DEFAULT_UPSTREAM = 'default_upstream'
export const PRICES = 'prices'
export const DEFAULT_MODEL = 'default_model'
export const FAVOURITE_MODELS = 'favourite_models'
export const SANDBOX = 'sandbox'
export const KEEPING = 'keeping'
export const OPENAI = 'openai'

const localeSchema = z.enum(LOCALES).nullable()
const nameSchema = z.string().nullable()
const namesSchema = z.array(z.string())

/** The owner's language; null = follow the browser. */
export function readLocale(db: Db | Tx): Promise<Locale | null> {
  return readSetting(db, OWNER, LOCALE, localeSchema)
}

/** How the owner likes to read and write. */
export async function readPreferences(db: Db | Tx): Promise<Preferences> {
  const stored = await readSetting(db, OWNER, PREFERENCES, preferencesSchema)
  return stored ?? preferencesSchema.parse({})
}

/** The chosen default upstream; null = the rule decides. */
export function readDefaultUpstream(db: Db | Tx): Promise<string | null> {
  return readSetting(db, OWNER, DEFAULT_UPSTREAM, nameSchema)
}

/** The owner's own prices, by model id. */
export async function readPrices(db: Db | Tx): Promise<Prices> {
  return (await readSetting(db, OWNER, PRICES, pricesSchema)) ?? {}
}

/** The chosen default model; null = the rule decides. */
export function readDefaultModel(db: Db | Tx): Promise<string | null> {
  return readSetting(db, OWNER, DEFAULT_MODEL, nameSchema)
}

/** The ids of the models that are marked as favourites. */
export async function readFavouriteModels(db: Db | Tx): Promise<string[]> {
  return (await readSetting(db, OWNER, FAVOURITE_MODELS, namesSchema)) ?? []
}

/** How the sandbox behaves. */
export async function readSandbox(db: Db | Tx): Promise<SandboxSettings> {
  const stored = await readSetting(db, OWNER, SANDBOX, sandboxSettingsSchema)
  return stored ?? DEFAULT_SANDBOX_SETTINGS
}

/** What is kept of what passes through. */
export async function readKeeping(db: Db | Tx): Promise<Keeping> {
  return (await readSetting(db, OWNER, KEEPING, keepingSchema)) ?? DEFAULT_KEEPING
}

/** How calls of OpenAI clients are translated. */
export async function readOpenAi(db: Db | Tx): Promise<OpenAiSettings> {
  return (await readSetting(db, OWNER, OPENAI, openAiSettingsSchema)) ?? DEFAULT_OPENAI_SETTINGS
}
