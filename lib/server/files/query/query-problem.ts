import 'server-only'

/** Why a file cannot answer what it is asked, in words for the model. */
export class QueryProblem extends Error {}
