'use client'

import { onFirstOpen } from './on-demand'

/** A panel that slides over the screen from one side. */
export const Drawer = onFirstOpen(async () => (await import('./drawer-panel')).DrawerPanel)
