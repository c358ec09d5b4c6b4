import { newId } from '@/lib/domain/ids'
import type { AskedSweep } from '@/lib/domain/sweeps/sweep'

/** The ids that the sweeps of one setup are started with. */
export interface SweepIds {
  /** The same for as long as the same is asked: Start pressed again joins what may have begun unheard. */
  of: (asked: AskedSweep) => string
}

/** Mints the ids of one setup. */
export function createSweepIds(): SweepIds {
  const minted = new Map<string, string>()
  return {
    of: (asked) => {
      const key = JSON.stringify(asked.kind === 'grid' ? withoutConversations(asked) : asked)
      const id = minted.get(key) ?? newId()
      minted.set(key, id)
      return id
    },
  }
}

/** Those of a grid are made for it, each time that it is planned. */
function withoutConversations({ variants, ...rest }: AskedSweep) {
  return { ...rest, variants: variants.map(({ conversationId: _, ...variant }) => variant) }
}
