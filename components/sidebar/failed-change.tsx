'use client'

import { type MutationKey, useMutationState, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { CHANGE_KEY, type ChangeAct } from '@/lib/client/queries/conversations'
import { isApiError } from '@/lib/wire/errors'
import { errorLook, isKind } from '../thread/error-kind'
import { Button } from '../ui/button'
import { Note } from '../ui/note'

/** Says that the last rename, pin or delete did not reach the server: the list shows what it was before. */
export function FailedChange({ className }: { className: string }) {
  const t = useTranslations('sidebar')
  const errors = useTranslations('chat.errors')
  const common = useTranslations('chat.composer')
  const mutations = useQueryClient().getMutationCache()
  const last = useMutationState({
    filters: { mutationKey: [CHANGE_KEY] },
    select: ({ state, options }) => ({ ...state, act: actOf(options.mutationKey) }),
  }).at(-1)
  if (last === undefined || last.status !== 'error') return null
  const { error } = last
  const kind = isApiError(error) && isKind(error.type) ? error.type : 'unknown'
  const { icon, tone } = errorLook(kind)
  const isOwn = !isApiError(error) || error.status === 0
  // Forgotten, it is gone from wherever this note may stand next.
  const dismiss = () => {
    for (const change of mutations.findAll({ mutationKey: [CHANGE_KEY], status: 'error' }))
      mutations.remove(change)
  }
  return (
    <Note
      tone={tone}
      icon={icon}
      role="alert"
      title={t(`failed.${last.act}`)}
      className={className}
      actions={<Button onClick={dismiss}>{common('dismiss')}</Button>}
    >
      {isOwn ? errors(`${kind}.advice`) : error.message}
    </Note>
  )
}

function actOf(key: MutationKey | undefined): ChangeAct {
  const act = key?.[1]
  return act === 'delete' || act === 'restore' ? act : 'change'
}
