export { socketPath } from '../platform/socket-path.ts'
