import { chatSettingsSchema } from './chat-settings'
import { readJsonSource } from './json-text/source'

/** What of a raw patch does not come about, with its place in the text. */
export interface PatchFlaw {
  code:
    | 'refused' // it sets what the panel and the thread set
    | 'tokensStay' // it would take `max_tokens` out, which every request has to have
  from: number
  to: number
}

/** A patch that the settings take; null = none. */
export function isPatchGood(patch: Record<string, unknown> | null): boolean {
  return chatSettingsSchema.shape.patch.safeParse(patch).success
}

/** What there is to say of a text that is meant for a patch; of one that is no JSON object, nothing. */
export function findPatchFlaws(text: string): PatchFlaw[] {
  const members = readJsonSource(text).node?.members ?? []
  const patch = Object.fromEntries(members.map(({ name, node }) => [name, node.value]))
  if (!isPatchGood(patch)) return [{ code: 'refused', from: 0, to: 1 }]
  return members
    .filter(({ name, node }) => name === 'max_tokens' && node.value === null)
    .slice(-1)
    .map(({ nameFrom, node }) => ({ code: 'tokensStay', from: nameFrom, to: node.to }))
}
