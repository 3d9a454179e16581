import type { Source } from '../../src-shared/domain/permission.ts'
import { visibleText } from '../components/visible-text.ts'

/** Where content came from, for people. The name may be of others' making: what would hide in it is written out. */
export function sourceWords({ kind, name }: Source): string {
  const shown = visibleText(name)
  switch (kind) {
    case 'web':
      return `Web page of ${shown}`
    case 'mcp':
      return `MCP server ${shown}`
    case 'mail':
      return `Mail file ${shown}`
    case 'shell':
      return `Output of the command ${shown}`
  }
}
