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
  const isAtEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - 4
  const line = element.getBoundingClientRect().top + LINE_PX
  const passed = sections.filter((section) => section.getBoundingClientRect().top < line)
  const section = (isAtEnd && element.scrollTop > 0 ? sections : passed).at(-1)
  // Every section of this screen carries one of those names as its id.
  return (section?.id ?? 'upstreams') as SectionName
}
