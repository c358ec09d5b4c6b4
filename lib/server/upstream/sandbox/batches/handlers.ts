import 'server-only'
import { header } from '../../headers'
import { type Exchange, type Handler, jsonReply } from '../exchange'
import { pageById } from '../paging'
import { messageBatch } from './record'
import { parseBatch } from './request'

/** Of the body of a new batch (claude-api.md §1). */
const BODY_LIMIT = 256 * 1024 ** 2

/** `POST /v1/messages/batches`. */
export const createBatch: Handler = async (exchange, { batches }) => {
  const rows = parseBatch(await exchange.readJson(BODY_LIMIT))
  const { version, betas } = exchange
  const record = await batches.create(rows, { version, betas: [...betas] })
  return jsonReply(200, messageBatch(record, originOf(exchange)))
}

/** `GET /v1/messages/batches`, newest first. */
export const listBatches: Handler = async (exchange, { batches }) => {
  const records = await batches.records()
  const { data, ...page } = pageById(records.all(), exchange.query, (id) => records.span(id))
  const origin = originOf(exchange)
  return jsonReply(200, { data: data.map((record) => messageBatch(record, origin)), ...page })
}

/** `GET /v1/messages/batches/{id}`. */
export const retrieveBatch: Handler = async (exchange, { batches }) => {
  return jsonReply(200, messageBatch(await batches.find(idOf(exchange)), originOf(exchange)))
}

/** `GET /v1/messages/batches/{id}/results`, a line for each row. */
export const batchResults: Handler = async (exchange, { batches }) => {
  return {
    status: 200,
    headers: [['content-type', 'application/x-jsonl']],
    chunks: await batches.results(idOf(exchange)),
  }
}

/** `POST /v1/messages/batches/{id}/cancel`. */
export const cancelBatch: Handler = async (exchange, { batches }) => {
  return jsonReply(200, messageBatch(await batches.cancel(idOf(exchange)), originOf(exchange)))
}

/** `DELETE /v1/messages/batches/{id}`. */
export const deleteBatch: Handler = async (exchange, { batches }) => {
  const id = idOf(exchange)
  await batches.remove(id)
  return jsonReply(200, { id, type: 'message_batch_deleted' })
}

const idOf = ({ params: [id = ''] }: Exchange) => id

/** Where the client called: the SDKs fetch `results_url` as it is (claude-api.md §9). */
function originOf({ headers }: Exchange): string {
  return `http://${header(headers, 'host') ?? 'sandbox'}`
}
