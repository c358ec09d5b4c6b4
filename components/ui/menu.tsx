'use client'

import {
  type ComponentProps,
  cloneElement,
  type KeyboardEvent,
  type ReactElement,
  useState,
} from 'react'
import type { MenuProps } from './menu-popup'
import { onDemand } from './on-demand'

export type { MenuAction } from './menu-popup'

interface WantedProps extends MenuProps {
  /** What stands until the menu is there. */
  closed: ReactElement
}

const Wanted = onDemand<WantedProps>(
  async () => (await import('./menu-popup')).MenuPopup,
  ({ closed }) => closed,
)

/** Actions on a thing. A thread has hundreds: each is its trigger alone until it is first opened. */
export function Menu(props: MenuProps) {
  const [isWanted, setWanted] = useState(false)
  const open = () => {
    setWanted(true)
    props.onOpenChange?.(true)
  }
  // Whatever the control is, it takes the props of a button.
  const closed = cloneElement(props.trigger as ReactElement<ComponentProps<'button'>>, {
    'aria-haspopup': 'menu',
    'aria-expanded': isWanted,
    onClick: open,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown') return
      event.preventDefault()
      open()
    },
    onPointerEnter: () => void Wanted.preload(),
    onFocus: () => void Wanted.preload(),
  })
  if (!isWanted && props.isOpen !== true) return closed
  return <Wanted {...props} closed={closed} />
}
