'use client'

import { createContext } from 'react'

/**
 * What the page's policy wants of a style element that a library makes. It is the document's own: a
 * page that is drawn anew in it comes with another, which the browser does not know.
 */
export const NonceContext = createContext<string | undefined>(undefined)
