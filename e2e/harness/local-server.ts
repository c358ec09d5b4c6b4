import { createServer, type RequestListener } from 'node:http'
import { urlOf } from './url-of'

/** An HTTP server on a port of its own, or on `port`. */
export interface LocalServer {
  url: string
  close(): Promise<void>
}

/** Starts one. Its end is the end of its connections, those that are in use too. */
export async function startLocalServer(listener: RequestListener, port = 0): Promise<LocalServer> {
  const server = createServer(listener)
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: urlOf(server.address()),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
