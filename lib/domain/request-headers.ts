import type { ChatSettings } from './conversation'

type Header = [name: string, value: string]

export const MESSAGES_PATH = '/v1/messages'

/** What a run that a screen asks for calls: with the query of the captured call, where it had one. */
export function requestPath({ carried }: Pick<ChatSettings, 'carried'>): string {
  return MESSAGES_PATH + (carried?.query ?? '')
}

/**
 * The headers of a run that a screen asked for, in order, less the credential, which the transport
 * adds on the server; the workspace is the one of the upstream's key. What
 * a captured request carries goes along, in the place of what has its name. One list for both sides:
 * what the request view shows is what is sent.
 */
export function requestHeaders(
  { apiVersion, betas: chosen, carried }: Pick<ChatSettings, 'apiVersion' | 'betas' | 'carried'>,
  workspaceId: string | null,
): Header[] {
  const { betas: captured = [], headers = [] } = carried ?? {}
  const betas = [...captured, ...chosen.filter((beta) => !captured.includes(beta))]
  const own: Header[] = [
    ['content-type', 'application/json'],
    ['anthropic-version', apiVersion],
    ...(betas.length === 0 ? [] : [['anthropic-beta', betas.join(',')] satisfies Header]),
    ['accept-encoding', 'identity'],
    ...(workspaceId === null ? [] : [['anthropic-workspace-id', workspaceId] satisfies Header]),
  ]
  const carriedNames = new Set(headers.map(([name]) => name))
  return [...own.filter(([name]) => !carriedNames.has(name)), ...headers]
}
