import * as z from 'zod/mini'

/** Per cent of the usual size of all text. */
export const TEXT_SIZES = ['90', '100', '110', '120', '130'] as const
export const SEND_KEYS = ['enter', 'mod-enter'] as const
export const MOTIONS = ['system', 'reduced'] as const

/** How a person likes to read and write; kept by the server, so that every page is drawn right at once. */
export const preferencesSchema = z.object({
  textSize: z.catch(z.enum(TEXT_SIZES), '100'),
  /** What sends: Enter, or Enter with Ctrl or the command key, so that Enter alone breaks the line. */
  sendKey: z.catch(z.enum(SEND_KEYS), 'enter'),
  motion: z.catch(z.enum(MOTIONS), 'system'),
})
export type Preferences = z.infer<typeof preferencesSchema>
export type SendKey = Preferences['sendKey']

/** The body's `preferences`: what is named changes. */
export const patchPreferencesSchema = z.partial(
  z.strictObject({
    textSize: z.enum(TEXT_SIZES),
    sendKey: z.enum(SEND_KEYS),
    motion: z.enum(MOTIONS),
  }),
)
