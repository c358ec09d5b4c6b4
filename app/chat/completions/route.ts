// What the OpenAI SDKs call where the base URL has no `/v1`.
export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from '../../v1/[[...path]]/route'
