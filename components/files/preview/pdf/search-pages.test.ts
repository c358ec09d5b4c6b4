import { describe, expect, it } from 'vitest'
import { searchablePage } from '@/lib/domain/files/passage/find-in-page'
import { type Found, searchPages, stepOn } from './search-pages'

function documentOf(...pages: (string | null)[]) {
  const asked: number[] = []
  const textOf = async (page: number) => {
    asked.push(page)
    const str = pages[page - 1] ?? null
    if (str === null) throw new Error('unreadable')
    return { find: searchablePage([{ str }]) }
  }
  return { asked, pageCount: pages.length, textOf }
}

async function search(pages: (string | null)[], query: string, from: number) {
  const searched = documentOf(...pages)
  const told: Found[] = []
  await searchPages(searched, query, from, new AbortController().signal, (found) =>
    told.push(found),
  )
  return { asked: searched.asked, told, last: told.at(-1) }
}

describe('a search over all pages', () => {
  it('begins at the page that is looked at, and lists what it finds in the order of the document', async () => {
    const { asked, told, last } = await search(['cat', 'dog', 'cat cat', 'cat'], 'cat', 3)
    expect(asked).toEqual([3, 4, 1, 2])
    expect(last?.matches.map(({ page }) => page)).toEqual([1, 3, 3, 4])
    expect(last?.chosen?.page).toBe(3)
    expect(told[0]).toMatchObject({ isOver: false, chosen: { page: 3 } })
  })

  it('shows what lies before the page that is looked at when nothing comes after', async () => {
    const { told, last } = await search(['cat', 'dog', 'dog'], 'cat', 2)
    expect(told[0]?.chosen).toBeNull()
    expect(last).toMatchObject({ isOver: true, chosen: { page: 1 } })
  })

  it('passes over a page that cannot be read', async () => {
    const { last } = await search([null, 'cat'], 'cat', 1)
    expect(last?.matches.map(({ page }) => page)).toEqual([2])
  })

  it('reads and tells nothing more once it is called off', async () => {
    const searched = documentOf(...Array.from({ length: 100 }, () => 'cat'))
    const leaving = new AbortController()
    const told: Found[] = []
    await searchPages(searched, 'cat', 1, leaving.signal, (found) => {
      told.push(found)
      leaving.abort()
    })
    expect(told).toHaveLength(1)
    expect(searched.asked).toEqual([1])
  })

  it('leads on from the last place to the first, and back', async () => {
    const { last } = await search(['cat', 'cat'], 'cat', 2)
    if (last === undefined) throw new Error('Nothing was told')
    const on = stepOn(last, 1)
    expect([last.chosen?.page, on.chosen?.page, stepOn(on, -1).chosen?.page]).toEqual([2, 1, 2])
    expect(stepOn({ ...last, chosen: null }, 1).chosen).toBeNull()
  })
})
