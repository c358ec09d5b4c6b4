'use client'

import { onFirstOpen } from './on-demand'

/** Something that has the whole attention for a while. Esc closes it, and the focus goes back. */
export const Dialog = onFirstOpen(async () => (await import('./dialog-popup')).DialogPopup)
