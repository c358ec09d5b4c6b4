/** Whether the passage stands where the answer says. */
export type Found = 'found' | 'not_found'
