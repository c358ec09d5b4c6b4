import { writeFileSync } from 'node:fs'
import type { McpServers } from '@/lib/domain/tools/mcp'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { MCP_REFERENCE, startMcpReference } from '../harness/mcp-reference'
import { upstreamEnv } from '../harness/parley-client'
import type { ParleyServer, StartOptions } from '../harness/server'
import { createGate } from '../harness/upstream/gate'
import { json } from '../harness/upstream/script'
import { answerWith, asksOf, bodyOf, nthAsk } from './answers'
import { answers, beginAnew, send } from './chat'
import { test as base, expect } from './fixtures'
import { asking, call, choose, done, line, makeTool } from './loop-acts'

/** What tools reach: a host that answers as it is told, and an MCP server at an address. */
interface Reached {
  elsewhere: FakeUpstream
  reference: string
}

const test = base.extend<{ reached: Reached }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its pattern
  reached: async ({}, use) => {
    const [elsewhere, reference] = [await startFakeUpstream(), await startMcpReference()]
    await use({ elsewhere, reference: reference.url })
    reference.process.kill('SIGKILL')
    await elsewhere.close()
  },
  tolerated: /Failed to load resource: net::ERR_/,
  fetchesAhead: true,
})

const running = /Running/

async function toolsOf({ url }: ParleyServer, server: string) {
  const headers = { origin: url, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/mcp/${server}`, { method: 'POST', headers })
  const { servers }: McpServers = await answer.json()
  return servers.find(({ name }) => name === server)?.tools ?? []
}

/** Takes a tool of an MCP server into the library, to be asked for each time. */
async function take(parley: ParleyServer, server: string, tool: string): Promise<void> {
  const found = (await toolsOf(parley, server)).find(({ name }) => name === tool)
  if (found === undefined) throw new Error(`${server} offers no ${tool}.`)
  const { definition, answer } = found
  await makeTool(parley.url, { definition, answer, approval: 'each' })
}

test('A loop runs tools of MCP servers near and far once it may, outlives a reload, and outlives its server', async ({
  page,
  start,
  reached: { elsewhere, reference },
  upstream,
}, testInfo) => {
  const mcp = {
    near: { command: process.execPath, args: [MCP_REFERENCE, 'stdio'] },
    far: { url: reference },
  }
  const config = { tools: { mcp, httpHosts: [elsewhere.url] } }
  const cwd = testInfo.outputPath()
  writeFileSync(testInfo.outputPath('parley.config.json'), JSON.stringify(config))
  const options = { cwd, dataDir: testInfo.outputPath('data'), env: upstreamEnv(upstream.url) }
  const parley = await start(options satisfies StartOptions)
  await take(parley, 'near', 'get-sum')
  // Both offer it, so that it has its server's name before its own.
  await take(parley, 'far', 'echo')
  const url = `${elsewhere.url}/save`
  await makeTool(parley.url, {
    definition: { name: 'save' },
    answer: { by: 'http', method: 'POST', url, headers: [], body: null },
  })
  const rules = (content: string, delayMs: number) => ({
    by: 'rules' as const,
    rules: [{ when: [], result: { content, isError: false }, delayMs }],
  })
  const lookUp = { definition: { name: 'look_up' }, answer: rules('late', 60_000) }
  const lookUpId = await makeTool(parley.url, lookUp)

  await test.step('What is asked for by stdio and by HTTP runs when it may, and its results go back', async () => {
    await page.goto(`${parley.url}/c`)
    for (const name of ['get-sum', 'far_echo']) await choose(page, name)
    const sum = call('toolu_1', 'get-sum', { a: 40, b: 2 })
    answerWith(upstream, asking(sum, call('toolu_2', 'far_echo', { message: 'far away' })), done())
    await send(page, 'Go')
    const run = page.getByRole('button', { name: 'Run', exact: true })
    await expect(run).toHaveCount(2)
    await run.first().click()
    await expect(line(page, 'get-sum')).toContainText('Done')
    await expect(run).toHaveCount(1)
    expect(asksOf(upstream)).toHaveLength(1)
    await run.click()
    await expect(answers(page)).toHaveCount(2)
    expect(bodyOf(await nthAsk(upstream, 2)).messages.at(-1)?.content).toMatchObject([
      { tool_use_id: 'toolu_1', content: 'The sum of 40 and 2 is 42.' },
      { tool_use_id: 'toolu_2', content: 'Echo: far away' },
    ])
    for (const name of ['get-sum', 'far_echo']) await line(page, name).click()
    await expect(answers(page).first()).toContainText('The sum of 40 and 2 is 42.')
    await expect(answers(page).first()).toContainText('Echo: far away')
  })

  await test.step('A reload while a call runs loses nothing: it runs once, and the loop goes on', async () => {
    upstream.reset()
    const gate = createGate()
    elsewhere.enqueue(json({ saved: 1 }, { gate }))
    await beginAnew(page)
    await choose(page, 'save')
    answerWith(upstream, asking(call('toolu_3', 'save', { n: 1 })), done())
    await send(page, 'Save')
    await elsewhere.nthRequest(1)
    await expect(line(page, 'save')).toContainText(running)
    await page.reload()
    await expect(line(page, 'save')).toContainText(running)
    gate.open()
    await expect(answers(page)).toHaveCount(2)
    const [first, second] = [bodyOf(await nthAsk(upstream, 1)), bodyOf(await nthAsk(upstream, 2))]
    const result = { type: 'tool_result', tool_use_id: 'toolu_3', content: '{"saved":1}' }
    expect(second).toEqual({
      ...first,
      messages: [...first.messages, expect.anything(), expect.anything()],
    })
    expect(second.messages.at(-1)?.content).toEqual([result])
    expect(elsewhere.requests).toHaveLength(1)
  })

  await test.step('After kill -9 a call without effect runs anew; one with an effect runs when somebody says so', async () => {
    upstream.reset()
    elsewhere.reset()
    elsewhere.enqueue({ frames: [], refusal: 'silent' })
    await beginAnew(page)
    for (const name of ['save', 'look_up']) await choose(page, name)
    answerWith(
      upstream,
      asking(call('toolu_4', 'save', { n: 2 }), call('toolu_5', 'look_up', {})),
      done(),
    )
    await send(page, 'Save it')
    await elsewhere.nthRequest(1)
    await expect(line(page, 'look_up')).toContainText(running)
    // What runs goes on as it began; what runs anew finds the tool as it is then.
    await page.request.patch(`${parley.url}/api/tools/${lookUpId}`, {
      ...{ data: { answer: rules('found', 0) }, headers: { origin: parley.url } },
    })
    await parley.kill()
    const unseen = 'Not known while the server is away'
    await expect(line(page, 'look_up')).toContainText(unseen)
    const env = { ...options.env, PORT: String(parley.port) }
    await start({ ...options, env })
    // The page that stayed open finds out by itself.
    await expect(line(page, 'save')).toContainText('Nobody saw how it ended')
    await expect(line(page, 'look_up')).toContainText('Done')
    expect(asksOf(upstream)).toHaveLength(1)
    expect(elsewhere.requests).toHaveLength(1)
    elsewhere.enqueue(json({ saved: 2 }))
    await page.getByRole('button', { name: 'Run again' }).first().click()
    await expect(answers(page)).toHaveCount(2)
    expect(bodyOf(await nthAsk(upstream, 2)).messages.at(-1)?.content).toEqual([
      { type: 'tool_result', tool_use_id: 'toolu_4', content: '{"saved":2}' },
      { type: 'tool_result', tool_use_id: 'toolu_5', content: 'found' },
    ])
    expect(elsewhere.requests).toHaveLength(2)
  })
})
