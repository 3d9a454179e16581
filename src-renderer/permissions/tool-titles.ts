import { useEffect } from 'react'
import { create } from 'zustand'
import type { ToolInfo } from '../../src-shared/ipc/tool-routes.ts'
import { call } from '../transport/call.ts'

/** The built-in tools by name; `null`: not asked for yet. They do not change while the application runs. */
const useToolTitles = create<{ readonly titles: ReadonlyMap<string, string> | null }>()(() => ({
  titles: null,
}))
let asking = false

async function load(): Promise<void> {
  if (asking || useToolTitles.getState().titles) return
  asking = true
  const result = await call('tools.list', {})
  asking = false
  if (result.ok) useToolTitles.setState({ titles: titlesOf(result.data) })
}

function titlesOf(tools: readonly ToolInfo[]): ReadonlyMap<string, string> {
  return new Map(tools.map(({ name, title }) => [name, title]))
}

/** What a tool does, for people: its title, or for one that is not built in what its name says. */
export function useToolTitle(name: string): string {
  const title = useToolTitles((state) => state.titles?.get(name))
  useEffect(() => void load(), [])
  return title ?? wordsOfName(name)
}

/** A tool's name as words: "Create issue, of the MCP server github" for `mcp__github__create_issue`. */
export function wordsOfName(name: string): string {
  const [, server, tool = name] = /^mcp__([a-z0-9-]+)__(.+)$/.exec(name) ?? []
  const spaced = tool.replaceAll(/[_-]+/g, ' ').trim()
  const words = spaced.charAt(0).toUpperCase() + spaced.slice(1)
  return server === undefined ? words : `${words}, of the MCP server ${server}`
}

export function resetToolTitles(): void {
  asking = false
  useToolTitles.setState({ titles: null }, true)
}
