import { createContext } from 'react'

/** Whether more of the block may come. */
export const IsGrowing = createContext(false)
