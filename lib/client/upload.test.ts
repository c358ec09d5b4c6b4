import { afterEach, expect, test, vi } from 'vitest'
import { sendFile } from './upload'

afterEach(() => vi.unstubAllGlobals())

/** A browser's request that is answered at once. */
function answerWith(status: number, responseText: string): void {
  class AnsweredRequest {
    readonly upload = {}
    readonly status = status
    readonly responseText = responseText
    onload: () => void = () => {}
    open(): void {}
    setRequestHeader(): void {}
    send(): void {
      queueMicrotask(() => this.onload())
    }
  }
  vi.stubGlobal('XMLHttpRequest', AnsweredRequest)
}

const send = () =>
  sendFile({ id: 'id' }, new File(['Rain.'], 'rain.txt'), {
    onProgress: () => {},
    signal: new AbortController().signal,
  })

test('An upload is what the server says of it', async () => {
  answerWith(201, '{"id":"id"}')
  expect(await send()).toEqual({ id: 'id' })
})

test('An answer that is none of Parley’s fails the upload, and does not leave it hanging', async () => {
  answerWith(200, '<title>Sign in to the Wi-Fi</title>')
  await expect(send()).rejects.toMatchObject({ status: 200, message: expect.any(String) })
  answerWith(502, '<title>Bad gateway</title>')
  await expect(send()).rejects.toMatchObject({ status: 502 })
})

test('What the server says of a refusal goes along with it', async () => {
  const error = { type: 'copies_full', message: 'Full.', details: { own: 1 } }
  answerWith(413, JSON.stringify({ type: 'error', error }))
  await expect(send()).rejects.toMatchObject({ type: 'copies_full', details: { own: 1 } })
})
