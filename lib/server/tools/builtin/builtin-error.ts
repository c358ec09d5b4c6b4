import 'server-only'

/** Why a built-in tool has no result: a sentence for the model. */
export class BuiltinError extends Error {}
