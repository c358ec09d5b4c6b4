import type { ChatSettings } from './conversation'

/**
 * The headers of a run that a screen asked for, in order, less the credential, which the transport
 * adds on the server; the workspace is the one of the upstream's key. One list for both sides: what the request view shows is what is sent.
 */
export function requestHeaders(
  { apiVersion }: Pick<ChatSettings, 'apiVersion'>,
  workspaceId: string | null,
): [name: string, value: string][] {
  return [
    ['content-type', 'application/json'],
    ['anthropic-version', apiVersion],
    ['accept-encoding', 'identity'],
    ...(workspaceId === null ? [] : [['anthropic-workspace-id', workspaceId] as [string, string]]),
  ]
}
