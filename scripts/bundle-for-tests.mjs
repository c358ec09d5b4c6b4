// Before the unit tests: what runs beside the code under test is of the same sources.
export { bundle as setup } from './bundle.mjs'
