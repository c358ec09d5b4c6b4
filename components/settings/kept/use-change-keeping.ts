import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { findSurplus } from '@/lib/client/queries/kept'
import { storageQuery, usePatchSettings } from '@/lib/client/queries/settings'
import type { Keeping } from '@/lib/domain/keeping'
import { withChange } from '../with-change'

type Change = Partial<Keeping>

/** Changes what is kept, and asks before something goes. */
export function useChangeKeeping(keeping: Keeping) {
  const client = useQueryClient()
  const patch = usePatchSettings()
  const [question, setQuestion] = useState<{ change: Change; bytes: number } | null>(null)
  const [isAsking, setAsking] = useState(false)
  const save = (change: Change) =>
    patch.mutate(
      { keeping: change },
      { onSettled: () => client.invalidateQueries({ queryKey: storageQuery().queryKey }) },
    )
  const look = useMutation({
    mutationFn: findSurplus,
    onSuccess: (bytes, change) => {
      if (bytes === 0) return save(change)
      setQuestion({ change, bytes })
      setAsking(true)
    },
  })
  const saving = withChange(keeping, patch.isPending ? patch.variables.keeping : {})
  return {
    /** With the change that is being made, or asked about. */
    shown: {
      ...saving,
      ...(look.isPending ? look.variables : {}),
      ...(isAsking ? question?.change : {}),
    },
    error: look.error ?? patch.error,
    change: (change: Change) => look.mutate(change),
    /** What goes when the question is answered with yes. */
    question,
    isAsking,
    confirm: () => question !== null && save(question.change),
    close: () => setAsking(false),
  }
}
