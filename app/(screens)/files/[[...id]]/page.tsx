import { notFound } from 'next/navigation'
import { FilesScreen } from '@/components/files/screen/files-screen'
import { requireSignIn } from '../../../request'

export default async function Page({ params }: { params: Promise<{ id?: string[] }> }) {
  const { id = [] } = await params
  await requireSignIn(['/files', ...id].join('/'))
  if (id.length > 1) notFound()
  return <FilesScreen />
}
