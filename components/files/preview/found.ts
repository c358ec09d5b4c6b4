/** Whether the passage stands where the answer says; where there is no text, nobody has looked. */
export type Found = 'found' | 'not_found' | 'not_searched'
