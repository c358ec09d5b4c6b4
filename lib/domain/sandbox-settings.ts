import * as z from 'zod/mini'
import { parseDirectiveList } from './sandbox-directives'

/** Rate limits that the sandbox can imitate; per minute (claude-api.md §6). */
export const LIMIT_TIERS = ['tier4', 'start', 'build', 'scale', 'tiny'] as const

const faultsSchema = z.string().check(
  z.maxLength(2000),
  z.check((context) => {
    const { problem } = parseDirectiveList(context.value)
    if (problem !== null) {
      context.issues.push({ code: 'custom', message: problem, input: context.value })
    }
  }),
)

const FIELDS = {
  tier: z.enum(LIMIT_TIERS),
  /** Refuses unknown fields, as the API does. */
  isStrict: z.boolean(),
  /** Faults of every call, as directives without brackets, separated by `;`. */
  faults: faultsSchema,
}

/** How the sandbox behaves; a stored one may lack what is newer. */
export const sandboxSettingsSchema = z.object({
  tier: z._default(FIELDS.tier, 'tier4'),
  isStrict: z._default(FIELDS.isStrict, true),
  faults: z._default(FIELDS.faults, ''),
})
export type SandboxSettings = z.infer<typeof sandboxSettingsSchema>

export const DEFAULT_SANDBOX_SETTINGS: SandboxSettings = sandboxSettingsSchema.parse({})

/** The body's `sandbox`: what is named changes. */
export const patchSandboxSettingsSchema = z.partial(z.strictObject(FIELDS))
