import { createContext } from 'react'
import type { Citation } from '@/lib/domain/citations'

/** The passages that an answer cites, by the number of their mark less one. */
export const Passages = createContext<readonly Citation[]>([])
