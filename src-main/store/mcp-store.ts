import type { McpTool, McpTransport } from '../../src-shared/domain/mcp-server.ts'
import type { Database } from './database.ts'

/** A tool as it was last known. `listed`: whether its server still has it; the user's word on it is kept in any case. */
export interface McpToolRow extends McpTool {
  readonly listed: boolean
}

/** A server that the user added. Its secrets are in the vault, never here: `isSet` is false in a row. */
export interface McpServerRow {
  readonly id: string
  readonly name: string
  readonly transport: McpTransport
  readonly enabled: boolean
  readonly byDefault: boolean
  readonly tools: readonly McpToolRow[]
  /** Epoch milliseconds. */
  readonly createdAt: number
}

interface Row {
  id: string
  name: string
  transport: string
  enabled: number
  by_default: number
  tools: string
  created_at: number
}

const server = (row: Row): McpServerRow => ({
  id: row.id,
  name: row.name,
  transport: JSON.parse(row.transport) as McpTransport,
  enabled: row.enabled === 1,
  byDefault: row.by_default === 1,
  tools: JSON.parse(row.tools) as McpToolRow[],
  createdAt: row.created_at,
})

export type McpStore = ReturnType<typeof createMcpStore>

export function createMcpStore(db: Database) {
  return {
    /** In the order in which they were added. */
    list(): McpServerRow[] {
      return db.prepare<Row>('SELECT * FROM mcp_servers ORDER BY created_at, rowid').all().map(server)
    },
    get(id: string): McpServerRow | undefined {
      const row = db.prepare<Row>('SELECT * FROM mcp_servers WHERE id = ?').get(id)
      return row && server(row)
    },
    insert(s: McpServerRow): void {
      db.prepare(
        `INSERT INTO mcp_servers (id, name, transport, enabled, by_default, tools, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        s.id,
        s.name,
        JSON.stringify(s.transport),
        s.enabled ? 1 : 0,
        s.byDefault ? 1 : 0,
        JSON.stringify(s.tools),
        s.createdAt,
      )
    },
    update(s: McpServerRow): void {
      db.prepare(
        'UPDATE mcp_servers SET name = ?, transport = ?, enabled = ?, by_default = ?, tools = ? WHERE id = ?',
      ).run(
        s.name,
        JSON.stringify(s.transport),
        s.enabled ? 1 : 0,
        s.byDefault ? 1 : 0,
        JSON.stringify(s.tools),
        s.id,
      )
    },
    remove(id: string): void {
      db.prepare('DELETE FROM mcp_servers WHERE id = ?').run(id)
    },
  }
}
