import { type RefObject, useEffect, useState } from 'react'
import type { SectionName } from './section-list'

/** How far below the top of the view the line lies that a section must have passed. */
const LINE_PX = 120

/** The section that a person reads: the last one whose title has come near the top. */
export function useSectionInView(
  scroller: RefObject<HTMLElement | null>,
  isReady: boolean,
): SectionName {
  const [current, setCurrent] = useState<SectionName>('upstreams')
  useEffect(() => {
    const element = scroller.current
    if (element === null || !isReady) return
    const update = () => setCurrent(readSection(element))
    // The sections came after the page, so the browser could not go to the one in its address.
    const named = location.hash === '' ? null : element.querySelector(location.hash)
    named?.scrollIntoView()
    update()
    element.addEventListener('scroll', update, { passive: true })
    return () => element.removeEventListener('scroll', update)
  }, [scroller, isReady])
  return current
}

function readSection(element: HTMLElement): SectionName {
  const sections = [...element.querySelectorAll<HTMLElement>('section[id]')]
  const topOf = (section: HTMLElement) =>
    section.getBoundingClientRect().top - element.getBoundingClientRect().top
  const isAtEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - 4
  const named = sections.find(({ id }) => location.hash === `#${id}`)
  const passed = sections.findLast((section) => topOf(section) < LINE_PX)
  // At the end several are in view, and none of the last ones can come to the top.
  const last = named !== undefined && topOf(named) >= 0 ? named : sections.at(-1)
  const section = isAtEnd && element.scrollTop > 0 ? last : passed
  // Every section of this screen carries one of those names as its id.
  return (section?.id ?? 'upstreams') as SectionName
}
