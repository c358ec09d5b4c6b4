import { createContext } from 'react'

/** Brings a turn of the thread around into view, by its id. */
export const ShowTurn = createContext<(id: string) => void>(() => {})
