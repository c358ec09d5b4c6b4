import { createContext, useContext } from 'react'

/** Tells the ids of one answer from those of the others in the page. */
export const AnswerId = createContext('')

/** The ids of an answer's notes and of the marks that lead to them. */
export function useNoteIds(number: string | number): { note: string; mark: string } {
  const answerId = useContext(AnswerId).replace(/[^\w-]/g, '')
  return { note: `note-${answerId}-${number}`, mark: `note-mark-${answerId}-${number}` }
}
