import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { AppShell } from '@/components/shell/app-shell'
import { LAYOUT_COOKIE, parseLayout } from '@/components/shell/shell-layout'
import { isSignedIn } from '../request'

/** The pages below send a stranger to the sign-in page; this draws nothing for one. */
export default async function ScreensLayout({ children }: { children: ReactNode }) {
  if (!(await isSignedIn())) return children
  const layout = parseLayout((await cookies()).get(LAYOUT_COOKIE)?.value)
  return <AppShell layout={layout}>{children}</AppShell>
}
