import { useQuery } from '@tanstack/react-query'
import { settingsQuery, usePatchSettings } from '@/lib/client/queries/settings'
import { mergeFavourites } from '@/lib/domain/favourites'

/** The models that are marked as favourites, and the way to mark one or take its mark away. */
export function useFavourites(): { has: (id: string) => boolean; toggle: (id: string) => void } {
  const patch = usePatchSettings()
  const stored = useQuery(settingsQuery()).data?.favouriteModels ?? []
  // Shown at once: the answer follows within the moment.
  const shown = mergeFavourites(
    stored,
    patch.isPending ? (patch.variables.favouriteModels ?? {}) : {},
  )
  return {
    has: (id) => shown.includes(id),
    toggle: (id) => patch.mutate({ favouriteModels: { [id]: !shown.includes(id) } }),
  }
}
