import { notFound } from 'next/navigation'
import { ChatView } from '@/components/chat/chat-view'
import { ConversationWorkspace } from '@/components/shell/conversation-workspace'
import { linkedRequestPath, REQUEST_PARAMETER } from '@/lib/domain/linked-request'
import { requireSignIn } from '../../../request'

interface Props {
  params: Promise<{ id?: string[] }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Page({ params, searchParams }: Props) {
  const { id = [] } = await params
  const asked = (await searchParams)[REQUEST_PARAMETER]
  const requestId = typeof asked === 'string' ? asked : null
  const path = ['/c', ...id].join('/')
  await requireSignIn(requestId === null ? path : linkedRequestPath(requestId))
  if (id.length > 1) notFound()
  return (
    <ConversationWorkspace>
      <ChatView requestId={requestId} />
    </ConversationWorkspace>
  )
}
