import 'server-only'

/** Carries an answer's content encoding from a route handler to the door. */
export const ENCODING_HEADER = 'x-parley-content-encoding'

/** The header in which the door hands a request its id; the door strips incoming ones. */
export const REQUEST_ID_HEADER = 'x-parley-request-id'

/** The header in which the door hands on the peer's address. */
export const ADDRESS_HEADER = 'x-parley-address'

/** The header in which the door hands on whether the client reached this server by http or https. */
export const SCHEME_HEADER = 'x-parley-scheme'
