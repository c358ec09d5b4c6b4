import 'server-only'
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici'

/**
 * Connections through the proxy that the environment names, if any. What `options.connect` says counts
 * for those that go directly.
 */
export function createDispatcher(
  options: Agent.Options,
  env: Record<string, string | undefined>,
): Dispatcher {
  const { httpProxy, httpsProxy, noProxy } = readProxies(env)
  if (httpProxy === undefined && httpsProxy === undefined) return new Agent(options)
  return new EnvHttpProxyAgent({
    ...options,
    ...(httpProxy === undefined ? {} : { httpProxy }),
    ...(httpsProxy === undefined ? {} : { httpsProxy }),
    noProxy: noProxy ?? '',
  })
}

function readProxies(env: Record<string, string | undefined>) {
  const read = (name: string) => env[name.toLowerCase()] ?? env[name]
  return {
    httpProxy: read('HTTP_PROXY'),
    httpsProxy: read('HTTPS_PROXY'),
    noProxy: read('NO_PROXY'),
  }
}
