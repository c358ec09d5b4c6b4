// The gateway with its upstream chosen by name: `/u/NAME/v1/messages`.
export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from '../../v1/[[...path]]/route'
