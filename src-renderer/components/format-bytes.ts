export { formatBytes } from '../../src-shared/domain/format-bytes.ts'
