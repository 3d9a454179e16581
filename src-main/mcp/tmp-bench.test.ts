import { test } from 'vitest'
import { createRequire } from 'node:module'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { systemClock } from '../platform/clock.ts'
import { silentLogger } from '../platform/logger.ts'
import { createSandbox } from '../sandbox/sandbox.ts'
import { startDesk, callOptions } from './testing/start-desk.ts'
const fs = createRequire(import.meta.url).resolve('@modelcontextprotocol/server-filesystem/dist/index.js')
const med = (a: number[]) => [...a].sort((x, y) => x - y)[Math.floor(a.length / 2)]!.toFixed(0)
const rest = () => new Promise((r) => systemClock.after(300, () => r(0)))
test('bench', async () => {
  const sandbox = () => startDesk(createSandbox({ dataDir: '/tmp', env: process.env, clock: systemClock, logger: silentLogger }))
  const desks = [['plain', startDesk(), false], ['sandbox', sandbox(), false], ['confined', sandbox(), true]] as const
  const times: Record<string, number[]> = { bare: [] }
  for (const [, at, confined] of desks) at.desk.add({ name: 'files', transport: { kind: 'stdio', command: process.execPath, args: [fs, at.home], env: {}, confined } })
  for (let i = 0; i < 6; i++) {
    for (const [kind, at] of desks) {
      const t = performance.now()
      await at.desk.toolsFor('t' + i, undefined, at.home)
      ;(times[kind] ??= []).push(performance.now() - t)
      at.desk.release('t' + i)
      await rest()
    }
    const t = performance.now()
    const client = new Client({ name: 'x', version: '1' })
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [fs, desks[0][1].home], stderr: 'ignore' }))
    await client.listTools()
    times['bare']!.push(performance.now() - t)
    await client.close()
    await rest()
  }
  for (const [kind, list] of Object.entries(times)) console.log(`BENCH connect ${kind} ${med(list)} ms`)
  for (const [, at] of desks) await at.end()
  const at = startDesk()
  for (const b of ['big-answer 9000', 'many-parts']) {
    const { id } = at.addHostile(b)
    const tool = (await at.tools(b)).get('say')!
    for (let n = 0; n < 3; n++) {
      const h = monitorEventLoopDelay({ resolution: 1 }); h.enable()
      await tool.call({}, callOptions())
      h.disable(); console.log(`BENCH stall ${b} max ${(h.max / 1e6).toFixed(1)} p99 ${(h.percentile(99) / 1e6).toFixed(1)} ms`)
    }
    at.desk.remove(id)
  }
  await at.end()
}, 120000)
