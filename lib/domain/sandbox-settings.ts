import * as z from 'zod/mini'

/** Rate limits that the sandbox can imitate; per minute (claude-api.md §6). */
export const LIMIT_TIERS = ['tier4', 'start', 'build', 'scale', 'tiny'] as const

/** How the sandbox behaves; a stored one may lack what is newer. */
export const sandboxSettingsSchema = z.object({
  tier: z._default(z.enum(LIMIT_TIERS), 'tier4'),
  /** Refuses unknown fields, as the API does. */
  isStrict: z._default(z.boolean(), true),
  /** Faults of every call, as directives without brackets, separated by `;`. */
  faults: z._default(z.string().check(z.maxLength(2000)), ''),
})
export type SandboxSettings = z.infer<typeof sandboxSettingsSchema>

export const DEFAULT_SANDBOX_SETTINGS: SandboxSettings = sandboxSettingsSchema.parse({})
