import { afterAll, describe, expect, it } from 'vitest'
import { modelInfoSchema } from '@/lib/domain/models'
import { serveSandbox } from './served-sandbox'

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

const BASELINE = ['opus', 'sonnet', 'haiku'].map((line) => `claude-${line}-4-20250514`)

async function list(query: string) {
  const response = await sandbox.get(`/v1/models${query}`)
  const body = await response.json()
  const ids = (body.data ?? []).map((model: { id: string }) => model.id) as string[]
  return { status: response.status, body, ids }
}

describe('the model list', () => {
  it('Item 64: both SDK majors iterate over every model once, whatever the page size', async () => {
    const { ids: all } = await list('?limit=1000')
    for (const limit of [1, 5, 20, 1000]) {
      for (const client of [sandbox.current, sandbox.classic]) {
        const seen: string[] = []
        for await (const model of client.models.list({ limit })) seen.push(model.id)
        expect(seen).toEqual(all)
      }
    }
  })

  it('Item 64: pages forwards by after_id and backwards by before_id', async () => {
    const { ids: all } = await list('?limit=1000')
    const first = await list('?limit=5')
    expect(first.body).toMatchObject({ has_more: true, first_id: all[0], last_id: all[4] })
    const second = await list(`?limit=5&after_id=${first.body.last_id}`)
    expect(second.ids).toEqual(all.slice(5, 10))
    const back = await list(`?limit=3&before_id=${second.body.first_id}`)
    expect(back.ids).toEqual(all.slice(2, 5))
    expect(back.body.has_more).toBe(true)
    const end = await list(`?after_id=${all.at(-1)}`)
    expect(end.body).toEqual({ data: [], has_more: false, first_id: null, last_id: null })
  })

  it('lists 20 models by default, newest first', async () => {
    const { body, ids } = await list('')
    expect(ids).toHaveLength(20)
    expect(body.has_more).toBe(true)
    const days = body.data.map((model: { created_at: string }) => model.created_at)
    expect(days).toEqual([...days].sort().reverse())
  })

  it.each([
    'limit=0',
    'limit=1001',
    'limit=x',
    'after_id=nobody',
    'before_id=nobody',
    'after_id=claude-opus-5&before_id=claude-opus-5-5',
    'lifecycle[]=dead',
  ])('%s answers 400', async (query) => {
    expect((await list(`?${query}`)).status).toBe(400)
  })

  it('Item 65: retired models appear only when they are asked for', async () => {
    const retired = 'claude-opus-4-1-20250805'
    expect((await list('?limit=1000')).ids).not.toContain(retired)
    expect((await list('?lifecycle%5B%5D=retired')).ids).toEqual([retired])
    const all: string[] = []
    const lifecycle = ['active', 'deprecated', 'retired'] as const
    for await (const model of sandbox.current.models.list({ lifecycle: [...lifecycle] })) {
      all.push(model.id)
    }
    expect(all).toContain(retired)
  })

  it('Item 23: has the three baseline ids, deprecated', async () => {
    const { body } = await list('?limit=1000')
    const models = body.data.filter((model: { id: string }) => BASELINE.includes(model.id))
    expect(models).toHaveLength(3)
    for (const model of models) expect(model.lifecycle).toBe('deprecated')
  })

  it('has every field and capability that the official types promise', async () => {
    const { data } = await sandbox.current.models.list({ limit: 1000 })
    for (const model of data) {
      expect(() => modelInfoSchema.parse(model)).not.toThrow()
      expect(Object.keys(model.capabilities ?? {}).sort()).toEqual([
        'batch',
        'citations',
        'code_execution',
        'context_management',
        'effort',
        'image_input',
        'pdf_input',
        'server_tools',
        'structured_outputs',
        'thinking',
      ])
      expect(model.capabilities?.context_management).toEqual({
        supported: false,
        clear_thinking_20251015: null,
        clear_tool_uses_20250919: null,
        compact_20260112: null,
      })
      expect(model.capabilities?.thinking.types.between_tools.supported).toBe(
        model.id === 'claude-sonnet-5-5',
      )
    }
  })
})

describe('one model', () => {
  it('is found by its id and by its alias', async () => {
    const byAlias = await sandbox.current.models.retrieve('claude-opus-4-5')
    expect(byAlias.id).toBe('claude-opus-4-5-20251101')
    expect(byAlias.display_name).toBe('Claude Opus 4.5')
    const byId = await sandbox.classic.models.retrieve('claude-opus-4-5-20251101')
    expect(byId.display_name).toBe('Claude Opus 4.5')
  })

  it('is found by an id that is percent-encoded', async () => {
    const found = await sandbox.get('/v1/models/claude%2Dopus%2D4%2D5')
    expect((await found.json()).id).toBe('claude-opus-4-5-20251101')
  })

  it('Item 65: that is retired is told of by its id and answers nothing', async () => {
    const model = 'claude-opus-4-1-20250805'
    expect(await sandbox.current.models.retrieve(model)).toMatchObject({ lifecycle: 'retired' })
    const messages = [{ role: 'user', content: 'Hello' }]
    for (const path of ['/v1/messages', '/v1/messages/count_tokens']) {
      const max = path.endsWith('messages') ? { max_tokens: 9 } : {}
      const refused = await sandbox.post({ model, messages, ...max }, {}, path)
      expect(refused.status).toBe(404)
      expect((await refused.json()).error).toEqual({
        type: 'not_found_error',
        message: `model: ${model}`,
      })
    }
  })

  it('is a 404 where there is none', async () => {
    for (const id of ['nobody', '%E0%A4%A', 'a%2Fb', 'toString']) {
      const response = await sandbox.get(`/v1/models/${id}`)
      expect(response.status).toBe(404)
      expect((await response.json()).error.type).toBe('not_found_error')
    }
  })
})

describe('the paths of models', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'])(
    'Item 2: answer %s with 405 and the methods that they take',
    async (method) => {
      for (const path of ['/v1/models', '/v1/models/claude-opus-5']) {
        const refused = await fetch(sandbox.baseURL + path, {
          method,
          headers: { 'anthropic-version': '2023-06-01' },
        })
        expect(refused.status).toBe(405)
        expect(refused.headers.get('allow')).toBe('GET')
        expect(refused.headers.get('content-type')).toBe('application/json')
        const body = await refused.text()
        if (method === 'HEAD') expect(body).toBe('')
        else expect(JSON.parse(body).error.type).toBe('invalid_request_error')
      }
    },
  )
})
