import { useLayoutEffect, useRef, useState } from 'react'
import { cx } from '../../../ui/cx'
import { type TreeNode, textOf } from '../syntax-tree'
import { useFormula } from './use-formula'

/** A formula; its source where it cannot be drawn, or not yet. */
export function MathView({ node }: { node?: TreeNode | undefined }) {
  const tex = String(node?.properties?.tex ?? '')
  const isDisplay = node?.properties?.isDisplay === true
  const drawing = useFormula(tex, isDisplay)
  if (drawing !== null && 'element' in drawing) {
    return <Formula element={drawing.element} isDisplay={isDisplay} />
  }
  return (
    <span
      {...(drawing === null ? {} : { title: drawing.error })}
      className={cx('wrap-anywhere', isDisplay && 'mt-3 block max-w-133 whitespace-pre-wrap')}
    >
      {node !== undefined && textOf(node)}
    </span>
  )
}

function Formula({ element, isDisplay }: { element: HTMLElement; isDisplay: boolean }) {
  const frame = useRef<HTMLSpanElement>(null)
  const [isWide, setIsWide] = useState(false)
  useLayoutEffect(() => {
    const { current } = frame
    if (current === null) return
    current.replaceChildren(element)
    setIsWide(current.scrollWidth > current.clientWidth)
  }, [element])
  if (!isDisplay) return <span ref={frame} />
  return (
    <span
      ref={frame}
      // What scrolls must be reachable by keyboard.
      {...(isWide ? { tabIndex: 0 } : {})}
      className="mt-3 block max-w-149 overflow-x-auto overflow-y-hidden py-1"
    />
  )
}
