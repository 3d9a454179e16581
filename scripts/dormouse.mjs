#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const commandLine = new URL('../out/main/cli.js', import.meta.url)

if (existsSync(fileURLToPath(commandLine))) {
  await import(commandLine.href)
} else {
  console.error('Dormouse has not been built yet: run "npm start" once, then try again.')
  process.exitCode = 1
}
