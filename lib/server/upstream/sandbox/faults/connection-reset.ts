import 'server-only'
import { UpstreamError } from '../../sink'

/** A connection that ends with a reset (RST) instead of its proper end (FIN), where there is a socket. */
export class ConnectionReset extends UpstreamError {
  constructor() {
    super('cut', 'The sandbox reset the connection, as it was asked to.')
  }
}
