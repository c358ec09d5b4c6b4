import 'server-only'
import { UpstreamError } from '../../sink'

/** A stream ends early and properly all the same, so that only the missing `message_stop` tells. */
export class CleanEnd extends UpstreamError {
  constructor() {
    super('cut', 'The sandbox ended the stream, as it was asked to.')
  }
}
