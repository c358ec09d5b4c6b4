'use client'

import { Crash } from '@/components/shell/crash'

interface Props {
  error: Error & { digest?: string }
  reset: () => void
}

export default function ScreenError({ error, reset }: Props) {
  return <Crash reference={error.digest ?? null} onRetry={reset} />
}
