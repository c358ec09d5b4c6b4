import { describe, expect, it } from 'vitest'
import { rememberByBytes } from './remember'

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** Texts by their bytes; `read` says which ones had to be read. */
function reader(sizeOf: (text: string) => number = () => 0) {
  const read: string[] = []
  const work = async (bytes: Uint8Array) => {
    const text = new TextDecoder().decode(bytes)
    read.push(text)
    if (text === 'bad' && read.length === 1) throw new Error('not yet')
    return text
  }
  return { read, look: rememberByBytes(work, sizeOf) }
}

describe('What is remembered by its bytes', () => {
  it('is done once for equal bytes, also where both are asked for at the same time', async () => {
    const { read, look } = reader()
    expect(await Promise.all(['a', 'b', 'a'].map((text) => look(bytesOf(text))))).toEqual([
      'a',
      'b',
      'a',
    ])
    expect(await look(bytesOf('a'))).toBe('a')
    // Which of two is asked for first, the threads that hash decide.
    expect(read.sort()).toEqual(['a', 'b'])
  })

  it('is done again where it failed', async () => {
    const { read, look } = reader()
    await expect(look(bytesOf('bad'))).rejects.toThrow('not yet')
    expect(await look(bytesOf('bad'))).toBe('bad')
    expect(read).toEqual(['bad', 'bad'])
  })

  it('is forgotten when 1,000 others have been used since', async () => {
    const { read, look } = reader()
    const all = Array.from({ length: 1_000 }, (_, at) => `${at}`)
    for (const text of [...all, '0', 'new', '0']) await look(bytesOf(text))
    expect(read).toEqual([...all, 'new'])
    await look(bytesOf('1'))
    expect(read.at(-1)).toBe('1')
  })

  it('is forgotten when those used since hold too many characters', async () => {
    const { read, look } = reader((text) => (text === 'large' ? 16_000_000 : 1))
    for (const text of ['small', 'large', 'large', 'small']) await look(bytesOf(text))
    expect(read).toEqual(['small', 'large', 'small'])
  })
})
