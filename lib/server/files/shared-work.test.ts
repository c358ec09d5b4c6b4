import { expect, it, vi } from 'vitest'
import { SharedWork } from './shared-work'

/** Work that ends when it is told to, or with the reason of its signal. */
function begin() {
  let finish = (_: string) => {}
  const signals: AbortSignal[] = []
  const onEnd = vi.fn()
  const shared = new SharedWork<string>((signal) => {
    signals.push(signal)
    return new Promise((resolve, reject) => {
      finish = resolve
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  }, onEnd)
  return {
    shared,
    onEnd,
    finish: (text: string) => finish(text),
    isStopped: () => signals[0]?.aborted,
  }
}

it('Goes on when the one who began it leaves and another stays', async () => {
  const { shared, onEnd, finish, isStopped } = begin()
  const [leaving, staying] = [new AbortController(), new AbortController()]
  const left = shared.wait(leaving.signal)
  const stayed = shared.wait(staying.signal)
  leaving.abort(new Error('gone'))
  await expect(left).rejects.toThrow('gone')
  expect(isStopped()).toBe(false)
  expect(onEnd).not.toHaveBeenCalled()
  finish('done')
  expect(await stayed).toBe('done')
  expect(onEnd).toHaveBeenCalled()
})

it('Is stopped when the last one leaves, and nobody can join it from then on', async () => {
  const { shared, onEnd, isStopped } = begin()
  const leaving = new AbortController()
  const waits = [shared.wait(leaving.signal), shared.wait(leaving.signal)]
  leaving.abort(new Error('gone'))
  expect((await Promise.allSettled(waits)).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
  ])
  expect(isStopped()).toBe(true)
  expect(onEnd).toHaveBeenCalled()
})

it('Fails for all who wait with what it failed with', async () => {
  const { signal } = new AbortController()
  const shared = new SharedWork(
    () => Promise.reject(new Error('no room')),
    () => {},
  )
  await expect(shared.wait(signal)).rejects.toThrow('no room')
})
