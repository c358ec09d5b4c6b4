import { Agent, createServer, request } from 'node:http'

// The yardstick: what the least proxy in Node costs that passes bytes both ways and does nothing else.
const target = new URL(process.argv[2] ?? '')
const agent = new Agent({ keepAlive: true })

const server = createServer((incoming, response) => {
  const headers = { ...incoming.headers, host: target.host }
  const { method, url } = incoming
  const upstream = request(new URL(url ?? '/', target), { agent, method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  upstream.on('error', () => response.destroy())
  response.on('close', () => upstream.destroy())
  incoming.pipe(upstream)
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  console.log(`listening on http://127.0.0.1:${port}`)
})
