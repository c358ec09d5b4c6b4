import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line between a browser and a server that a test can cut. */
export interface Cable {
  port: number
  url: string
  /** Where it leads from now on. */
  plugInto(port: number): void
  /** Breaks every connection; new ones are taken. */
  cut(): void
  /** Breaks every connection and refuses new ones. */
  unplug(): void
  /** Leads again where it led before. */
  replug(): void
  close(): Promise<void>
}

/** Lays a cable that leads nowhere yet. */
export async function layCable(): Promise<Cable> {
  const sockets = new Set<Socket>()
  let target = 0
  let isPlugged = true
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    return socket
  }
  const server = createServer((near) => {
    keep(near)
    if (!isPlugged) {
      near.resetAndDestroy()
      return
    }
    const far = keep(connect(target, '127.0.0.1'))
    near.pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    plugInto: (to) => {
      target = to
    },
    cut,
    unplug: () => {
      isPlugged = false
      cut()
    },
    replug: () => {
      isPlugged = true
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cut()
      }),
  }
}
