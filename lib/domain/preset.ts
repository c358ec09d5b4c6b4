import * as z from 'zod/mini'
import { type ChatSettings, chatSettingsSchema } from './conversation'
import { idSchema } from './ids'
import { type ModelInfo, pickDefaultModel } from './models'

/** What a preset can hold: not what one conversation carries. */
const presetSettingsSchema = z.omit(chatSettingsSchema, { carried: true })
export type PresetSettings = z.infer<typeof presetSettingsSchema>

export const LONGEST_PRESET_NAME = 80
const nameSchema = z.string().check(z.trim(), z.minLength(1), z.maxLength(LONGEST_PRESET_NAME))

/** The panel under a name: everything that a run can be asked with. */
export interface Preset {
  id: string
  name: string
  settings: PresetSettings
  /** New conversations begin with it. At most one is. */
  isDefault: boolean
}

/** Body of `POST /api/presets`. */
export const createPresetSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  settings: presetSettingsSchema,
})
export type CreatePreset = z.infer<typeof createPresetSchema>

/** Body of `PATCH /api/presets/{id}`. `deleted: false` undoes a delete. */
export const patchPresetSchema = z.partial(
  z.strictObject({
    name: nameSchema,
    settings: presetSettingsSchema,
    isDefault: z.boolean(),
    deleted: z.boolean(),
  }),
)
export type PatchPreset = z.infer<typeof patchPresetSchema>

/** What of a preset is not there any more; the rest of it holds. */
export interface Gone {
  upstream: string | null
  model: string | null
}

export const NOTHING_GONE: Gone = { upstream: null, model: null }

/**
 * A preset's settings as far as they can be had now: an upstream or a model that is gone gives way
 * to what `instead` has, or to the upstream's default model. `models` are those of the upstream that
 * {@link upstreamOf} names.
 */
export function applyPreset(
  preset: Pick<Preset, 'settings'>,
  upstream: string,
  models: readonly ModelInfo[],
  instead: { model: string | null },
): { settings: ChatSettings; gone: Gone } | null {
  const wanted = preset.settings
  const isThere = (id: string | null) => models.some((model) => model.id === id)
  const fallback = isThere(instead.model) ? instead.model : (pickDefaultModel(models)?.id ?? null)
  const model = isThere(wanted.model) ? wanted.model : fallback
  if (model === null) return null
  return {
    settings: { ...wanted, upstream, model },
    gone: {
      upstream: upstream === wanted.upstream ? null : wanted.upstream,
      model: model === wanted.model ? null : wanted.model,
    },
  }
}

/** The upstream that a preset goes to: its own while that is configured, else this one. */
export function upstreamOf(
  preset: Pick<Preset, 'settings'>,
  upstreams: readonly { name: string }[],
  instead: string,
): string {
  const { upstream } = preset.settings
  return upstreams.some(({ name }) => name === upstream) ? upstream : instead
}

/** What of a panel a preset keeps. */
export function toPresetSettings({ carried: _carried, ...settings }: ChatSettings): PresetSettings {
  return settings
}

/** True when two panels ask for the same, whatever their conversations carry. */
export function isSameSettings(a: ChatSettings, b: ChatSettings): boolean {
  // Parsed, so that both have their fields in one order and none is left out.
  const [one, other] = [a, b].map((settings) =>
    JSON.stringify(presetSettingsSchema.parse(toPresetSettings(settings))),
  )
  return one === other
}
