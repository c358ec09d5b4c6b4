import { redirect } from 'next/navigation'
import { SignIn } from '@/components/shell/sign-in'
import { nextPath } from '@/lib/domain/next-path'
import { isSignedIn } from '../request'

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const { next } = await searchParams
  const path = nextPath(next)
  if (await isSignedIn()) redirect(path)
  return <SignIn next={path} />
}
