import { notFound } from 'next/navigation'
import { ToolsScreen } from '@/components/tools/tools-screen'
import { requireSignIn } from '../../../request'

export default async function Page({ params }: { params: Promise<{ id?: string[] }> }) {
  const { id = [] } = await params
  await requireSignIn(['/tools', ...id].join('/'))
  if (id.length > 1) notFound()
  return <ToolsScreen />
}
