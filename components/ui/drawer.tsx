'use client'

import { useState } from 'react'
import type { DrawerProps } from './drawer-panel'
import { onDemand } from './on-demand'

const Panel = onDemand(async () => (await import('./drawer-panel')).DrawerPanel)

/** A panel that slides over the screen from one side; its code comes when it is first opened. */
export function Drawer(props: DrawerProps) {
  const [wasOpened, setWasOpened] = useState(props.isOpen)
  if (props.isOpen && !wasOpened) setWasOpened(true)
  return wasOpened && <Panel {...props} />
}
