import { useEffect, useRef } from 'react'
import { offerAction } from '@/lib/client/stores/actions'
import type { ActionId } from './actions'

/** Offers an action while the calling part stands there; null = it cannot be done now. */
export function useAction(id: ActionId, run: (() => void) | null): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  const isOffered = run !== null
  useEffect(
    () => (isOffered ? offerAction(id, () => latest.current?.()) : undefined),
    [id, isOffered],
  )
}
