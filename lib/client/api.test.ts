import { expect, test } from 'vitest'
import { startLocalServer } from '@/e2e/harness/local-server'
import { api, NETWORK_ERROR } from './api'

test('A page that somebody on the way puts in place of an answer is no answer', async () => {
  const portal = await startLocalServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end('<!doctype html><title>Welcome to the guest network</title>')
  })
  const noAnswer = { status: 0, type: NETWORK_ERROR }
  await expect(api(`${portal.url}/api/runs`)).rejects.toMatchObject(noAnswer)
  await portal.close()
})
