import 'server-only'
import { listBlocks } from '../cache/prompt-blocks'
import type { Rule } from './rule'

const MOST_BREAKPOINTS = 4

/** How many breakpoints a request may have, and in which order (claude-api.md §2.7). */
export const breakpoints: Rule = ({ body }) => {
  const blocks = listBlocks(body).filter(({ marks }) => marks.length > 0)
  const count = blocks.reduce((sum, { marks }) => sum + marks.length, 0)
  if (count > MOST_BREAKPOINTS) {
    return `A maximum of ${MOST_BREAKPOINTS} blocks with cache_control may be provided. Found ${count}.`
  }
  const firstShort = blocks.findIndex(({ marks }) => marks.includes('5m'))
  const late = blocks.slice(Math.max(0, firstShort)).find(({ marks }) => marks.includes('1h'))
  return firstShort === -1 || late === undefined
    ? null
    : `${late.path}.cache_control.ttl: a breakpoint with ttl '1h' must come before those with ttl '5m', in the order tools, system, messages`
}
