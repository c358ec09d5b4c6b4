import { notFound } from 'next/navigation'
import { RunsScreen } from '@/components/runs/runs-screen'
import { requireSignIn } from '../../../request'

export default async function Page({ params }: { params: Promise<{ id?: string[] }> }) {
  const { id = [] } = await params
  await requireSignIn(['/runs', ...id].join('/'))
  if (id.length > 1) notFound()
  return <RunsScreen />
}
