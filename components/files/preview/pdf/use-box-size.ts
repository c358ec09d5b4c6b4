import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** The room inside an element, in CSS px; nothing until it is measured. */
export function useBoxSize<T extends HTMLElement>() {
  const ref: RefObject<T | null> = useRef<T>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    const observer = new ResizeObserver(measure)
    measure()
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, ...size }
}
