'use client'

import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { settingsQuery } from '@/lib/client/queries/settings'
import { toolsQuery } from '@/lib/client/queries/tools'
import { useStoredText } from '@/lib/client/stores/drafts'
import { useBodyFiles } from '@/lib/client/use-body-files'
import { useOutgoing } from '@/lib/client/use-outgoing'
import { chatCode } from '@/lib/domain/code/chat-code'
import { targetsOf } from '@/lib/domain/code/place'
import type { ChatSettings } from '@/lib/domain/conversation'
import { Programs } from './programs'

interface Props {
  conversationId: string | null
  settings: ChatSettings
}

/** The request that Send would make now, as a program to take along. */
export function CodeView({ conversationId, settings }: Props) {
  const text = useDeferredValue(useStoredText(conversationId))
  const outgoing = useOutgoing(conversationId, settings, text, true)
  const files = useBodyFiles(outgoing.body)
  const known = useQuery(settingsQuery()).data
  const tools = useQuery(toolsQuery()).data?.tools
  const { origin } = window.location
  return (
    <Programs
      targets={targetsOf(outgoing.upstream)}
      upstream={outgoing.upstream?.label ?? settings.upstream}
      isBoxEmpty={outgoing.isBoxEmpty}
      write={(target) => chatCode({ ...outgoing, files, settings, known, tools, origin }, target)}
    />
  )
}
