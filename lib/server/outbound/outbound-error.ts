import 'server-only'

/** Why a call elsewhere was not made, or has no answer: a sentence for who asked for it. */
export class OutboundError extends Error {}
