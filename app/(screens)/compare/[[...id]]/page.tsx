import { notFound } from 'next/navigation'
import { CompareScreen } from '@/components/compare/compare-screen'
import { requireSignIn } from '../../../request'

export default async function Page({ params }: { params: Promise<{ id?: string[] }> }) {
  const { id = [] } = await params
  await requireSignIn(['/compare', ...id].join('/'))
  if (id.length > 1) notFound()
  return <CompareScreen />
}
