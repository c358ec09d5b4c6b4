import type { FileFacts } from './facts'
import type { Way } from './source'

/** Where the characters alone were counted: those of Latin scripts. */
const CHARACTERS_PER_TOKEN = 4
/** Each page of a PDF is shown as an image, too: about this much of one (claude-api.md §2.7). */
const PAGE_IMAGE_TOKENS = 1_500
const PATCH = 28
/** Of the newer models; older ones see at most a third of it. */
export const MOST_IMAGE_TOKENS = 4_784

/** About how many tokens a file takes each time that it goes along; null where nothing tells. An estimate: show it with "≈". */
export function estimateFileTokens(facts: FileFacts, way: Way): number | null {
  const { kind, pages, width, height, characters, tokens } = facts
  if (way === 'container') return 0
  const counted = characters === null ? null : Math.ceil(characters / CHARACTERS_PER_TOKEN)
  const text = tokens ?? counted
  if (kind === 'image') {
    if (width === null || height === null) return null
    return Math.min(Math.ceil(width / PATCH) * Math.ceil(height / PATCH), MOST_IMAGE_TOKENS)
  }
  if (kind !== 'pdf' || way === 'text') return text
  return pages === null ? null : (text ?? 0) + pages * PAGE_IMAGE_TOKENS
}
