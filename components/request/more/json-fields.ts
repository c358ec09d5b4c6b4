/** The fields of the panel that are written as JSON by hand. */
export const JSON_FIELDS = ['outputSchema', 'patch'] as const
export type JsonFieldName = (typeof JSON_FIELDS)[number]
