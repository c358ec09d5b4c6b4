import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ParleyServer, startParley } from '../harness/server'

let server: ParleyServer
beforeAll(async () => {
  server = await startParley()
})
afterAll(() => server.stop())

const ask = (path: string) => fetch(`${server.url}/api/pdf/${path}`)

describe('what the drawing of a PDF needs', () => {
  it.each(['cmaps/UniGB-UCS2-H.bcmap', 'standard_fonts/FoxitSerif.pfb', 'wasm/openjpeg.wasm'])(
    '%s comes from this server, byte for byte',
    async (path) => {
      const answer = await ask(path)
      expect(answer.status).toBe(200)
      const file = readFileSync(join('node_modules/pdfjs-dist', path))
      expect(Buffer.from(await answer.arrayBuffer()).equals(file)).toBe(true)
    },
  )

  it.each([
    'package.json',
    'cmaps/none.bcmap',
    'cmaps/LICENSE',
    'build/pdf.mjs',
    'cmaps/..%2Fpackage.json',
    '..%2Fpdfjs-dist/package.json',
    'wasm/openjpeg_nowasm_fallback.js',
  ])('Nothing else of the library does: %s', async (path) => {
    const answer = await ask(path)
    expect([400, 404]).toContain(answer.status)
    expect((await answer.json()).type).toBe('error')
  })
})
