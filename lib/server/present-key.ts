import 'server-only'
import { isEqualSecret } from './equal-secret'
import type { Secret } from './secret'

/** True when the gateway key is in either of the two headers that the SDKs use. */
export function hasGatewayKey(
  apiKey: string | null | undefined,
  authorization: string | null | undefined,
  expected: Secret,
): boolean {
  const bearer = /^bearer +(.+)$/i.exec(authorization ?? '')?.[1]?.trim()
  return [apiKey, bearer].some(
    (presented) => presented != null && isEqualSecret(presented, expected.reveal()),
  )
}
