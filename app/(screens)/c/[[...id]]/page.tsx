import { notFound } from 'next/navigation'
import { ChatView } from '@/components/chat/chat-view'
import { ConversationWorkspace } from '@/components/shell/conversation-workspace'
import { requireSignIn } from '../../../request'

export default async function Page({ params }: { params: Promise<{ id?: string[] }> }) {
  const { id = [] } = await params
  await requireSignIn(['/c', ...id].join('/'))
  if (id.length > 1) notFound()
  return (
    <ConversationWorkspace>
      <ChatView />
    </ConversationWorkspace>
  )
}
