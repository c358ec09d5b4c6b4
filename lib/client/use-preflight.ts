import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ChatSettings } from '@/lib/domain/conversation'
import { type Finding, filesIn, findingsOf } from '@/lib/domain/preflight'
import { preflightQuery } from './queries/preflight'
import type { Outgoing } from './use-outgoing'
import { usePause } from './use-pause'

/** Nobody is asked about a request that is still being typed, ms. */
const PAUSE_MS = 600

/** What there is to say about the request that sending would make now. */
export interface PreflightView {
  findings: readonly Finding[]
  /** By `count_tokens`, an estimate; null until it has said, of this or of the request before. */
  inputTokens: number | null
  /** It is looked at, or is about to be. */
  isCounting: boolean
}

type Looked = Pick<Outgoing, 'body' | 'headers' | 'fileIds'>

/** Looks at a request once nobody has changed it for a moment; `isWanted` false asks nothing. */
export function usePreflight(
  { body, headers, fileIds }: Looked,
  { upstream, apiVersion }: Pick<ChatSettings, 'upstream' | 'apiVersion'>,
  isWanted: boolean,
): PreflightView {
  const settled = usePause(body, PAUSE_MS)
  const betas = headers.find(([name]) => name === 'anthropic-beta')?.[1] ?? ''
  const fingerprint = useMemo(
    () => fingerprintOf(JSON.stringify([upstream, apiVersion, betas, settled, fileIds])),
    [upstream, apiVersion, betas, settled, fileIds],
  )
  const input = () => ({
    ...{ upstream, apiVersion, body: settled },
    betas: betas.split(',').filter((beta) => beta !== ''),
  })
  const { data, isFetching } = useQuery({
    ...preflightQuery(fingerprint, filesIn(settled), input),
    enabled: isWanted,
  })
  const findings = useMemo(() => findingsOf(settled, data), [settled, data])
  return {
    findings,
    // Less a file that has come since, or with one that has gone, it would be far from it.
    inputTokens: data?.files === filesIn(body) ? data.inputTokens : null,
    isCounting: isWanted && (isFetching || body !== settled),
  }
}

/** A short name for a long text (cyrb53, 53 bits): two requests of one tab do not share it by chance. */
function fingerprintOf(text: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  return `${text.length}-${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}`
}
