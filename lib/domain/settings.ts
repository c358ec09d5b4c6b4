import * as z from 'zod/mini'
import { type Keeping, type KeptBytes, patchKeepingSchema } from './keeping'
import { type OpenAiSettings, patchOpenAiSettingsSchema } from './openai-settings'
import { type Preferences, patchPreferencesSchema } from './preferences'
import { type Prices, patchPricesSchema } from './prices'
import { patchSandboxSettingsSchema, type SandboxSettings } from './sandbox-settings'
import type { KeyInUse, KeyTest, UpstreamKeyView } from './upstream-keys'

export const LOCALES = ['en', 'zh'] as const
export type Locale = (typeof LOCALES)[number]

/** An upstream as the screens see it: never its key. */
export interface UpstreamView {
  name: string
  label: string
  isSandbox: boolean
  /** Null for the sandbox. */
  baseUrl: string | null
  /** False while it has no key for its host. */
  isReady: boolean
  /** The environment variable whose key wins over the stored ones; null where no key is needed. */
  keyVariable: string | null
  /** How its key travels. */
  auth: 'x-api-key' | 'bearer' | 'none'
  /** Null while there is none, and where none is needed. */
  keyInUse: KeyInUse | null
  /** The stored ones, the oldest first. */
  keys: UpstreamKeyView[]
  /** What was last found out, since the start, with the environment's key or without one. */
  test: KeyTest | null
}

/** Answer of `GET /api/settings`. */
export interface Settings {
  version: string
  /** Null = follow the browser. */
  locale: Locale | null
  preferences: Preferences
  /** The upstream of `/v1` and of new conversations. */
  defaultUpstream: string
  /** False = by the rule: the Claude API once it has a key, else the sandbox. */
  isDefaultChosen: boolean
  /** The model of new conversations; null = by the rule: Opus 5.5, else the newest active one. */
  defaultModel: string | null
  /** Ids of models, in the order in which they were marked. */
  favouriteModels: string[]
  upstreams: UpstreamView[]
  gateway: {
    keySource: 'environment' | 'file'
    /** Where the generated key lies; null when the environment gives it. */
    keyFile: string | null
  }
  /** The person's own prices; they go before those of the model table. */
  prices: Prices
  dataDir: string
  hasPassword: boolean
  /** Tokens per second, by the configuration; 0 = unpaced. */
  sandboxTps: number
  sandbox: SandboxSettings
  keeping: Keeping
  openai: OpenAiSettings
  /** Files can be taken in by their address; by configuration. */
  canFetchFiles: boolean
}

/** Answer of a key's POST and PATCH: the settings with that key in them. */
export interface SavedKey {
  id: string
  settings: Settings
}

const modelIdSchema = z.string().check(z.minLength(1), z.maxLength(256))

/** Body of `PATCH /api/settings`; null returns to what is the case without a choice. */
export const patchSettingsSchema = z.partial(
  z.strictObject({
    locale: z.nullable(z.enum(LOCALES)),
    preferences: patchPreferencesSchema,
    defaultUpstream: z.nullable(z.string().check(z.minLength(1), z.maxLength(64))),
    prices: patchPricesSchema,
    defaultModel: z.nullable(modelIdSchema),
    /** True marks a model, false takes its mark away; the others keep theirs. */
    favouriteModels: z.record(modelIdSchema, z.boolean()),
    sandbox: patchSandboxSettingsSchema,
    keeping: patchKeepingSchema,
    openai: patchOpenAiSettingsSchema,
  }),
)
export type PatchSettings = z.infer<typeof patchSettingsSchema>

/** Body of `POST /api/session`. */
export const signInSchema = z.strictObject({ password: z.string().check(z.maxLength(4096)) })

/** Answer of `GET /api/storage`: bytes on disk, and of what is kept within limits. */
export interface StorageSize extends KeptBytes {
  /** The database with its journal. */
  database: number
  /** Everything in the data directory, the database included. */
  total: number
}
