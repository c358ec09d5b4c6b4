import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { useFormatter } from 'use-intl'
import { comparisonPath } from '@/lib/client/comparison/comparison-path'
import { newComparison } from '@/lib/client/comparison/new-comparison'
import { useOnce } from '@/lib/client/use-once'
import { newId } from '@/lib/domain/ids'
import { choiceKey, type ModelChoice } from '@/lib/domain/model-choice'
import { modelLabel } from '@/lib/domain/models'
import { titleOfText } from '@/lib/domain/turn'

/** What begins a comparison of these models, and goes there. */
export function useBeginComparison(chosen: readonly ModelChoice[]) {
  const client = useQueryClient()
  const router = useRouter()
  const format = useFormatter()
  const names = chosen.map(choiceKey).join(' ')
  // Begun again after an answer that nobody heard, it is the same.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other models it is another one
  const id = useMemo(newId, [names])
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      newComparison(client, chosen, {
        id,
        title: titleOfText(format.list(chosen.map(({ model }) => modelLabel(model)))),
      }),
    onSuccess: () => router.push(comparisonPath(id)),
  })
  return { begin: useOnce(mutate), isPending, error }
}
