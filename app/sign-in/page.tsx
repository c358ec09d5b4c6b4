import { redirect } from 'next/navigation'
import { SignIn } from '@/components/shell/sign-in'
import { isSignedIn } from '../request'

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const { next } = await searchParams
  // A path of this app and nothing else: `//host` and `/\host` would lead away.
  const path = typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/c'
  if (await isSignedIn()) redirect(path)
  return <SignIn next={path} />
}
