import { basename } from 'node:path'
import { assertNever } from '../../../../src-shared/domain/assert-never.ts'
import { labelData } from '../../../../src-shared/domain/label-data.ts'
import type { Source } from '../../../../src-shared/domain/permission.ts'
import type { ChildEnd } from '../../../sandbox/sandbox.ts'
import { isMail, isMailName } from '../files/mail-like.ts'
import { plainLine } from '../plain-line.ts'
import type { ToolResult } from '../tool.ts'
import { plainOutput } from './plain-output.ts'
import { type Job, mostOutputBytes } from './shell-jobs.ts'

const longestName = 80
const longestWords = 300
const sniffedCharacters = 8192

/** Bytes of an output up to which all of it is kept with its result; of a longer one the file alone has all, for as long as it is kept. */
export const mostWholeBytes = 1024 * 1024

/**
 * What a command that has ended is for the model and for people. `seconds`: how long it might have taken. `all`: its whole
 * output, where the model is not told all of it and it is not too long to be kept with the result.
 */
export function commandResult(
  job: Job,
  end: ChildEnd,
  {
    sandbox,
    seconds,
    all,
  }: { readonly sandbox: string; readonly seconds: number; readonly all: string | null },
): ToolResult {
  const { head, left, tail } = job.window.view()
  const gap = `[… ${left} bytes are left out here. command_output reads them: id ${job.id}, offset ${Buffer.byteLength(head)} …]`
  const shown = left === 0 ? plainOutput(head) : `${plainOutput(head)}\n${gap}\n${plainOutput(tail)}`
  const output = shown.trim() === '' ? '(no output)' : shown.replace(/\n$/, '')
  const source = doubtfulSource(job, output)
  const told = (text: string): string =>
    `${endWords(end, seconds)}\n${source === null ? text : asData(source, text)}`
  return {
    content: told(output),
    ...(all === null ? {} : { whole: told(plainOutput(all).replace(/\n$/, '')) }),
    isError: end.kind !== 'exit',
    ...(source === null ? {} : { sources: [source] }),
    detail: {
      did: `Ran \`${plainLine(job.command, longestWords)}\`, ${shortWords(end)}`,
      exitCode: end.kind === 'exit' ? end.code : null,
      outputBytes: Math.min(job.bytes(), mostOutputBytes),
      outputCut: job.isCut() || end.kind === 'output',
      sandbox,
    },
  }
}

/** Of output that nobody vouches for, where it came from: the network, or mail that was read by a command; else `null`. */
export function doubtfulSource(job: Pick<Job, 'command' | 'hasNetwork'>, output: string): Source | null {
  if (job.hasNetwork) return sourceOf(job)
  const mail = job.command.split(/[\s'"=;|&<>()]+/).find(isMailName)
  if (mail === undefined && !isMail('', output.slice(0, sniffedCharacters))) return null
  return { kind: 'mail', name: plainLine(mail === undefined ? job.command : basename(mail), longestName) }
}

export function asData({ kind, name }: Source, output: string): string {
  return labelData('untrusted', { source: kind === 'mail' ? `mail ${name}` : name }, output)
}

export function sourceOf({ command }: Pick<Job, 'command'>): Source {
  return { kind: 'shell', name: plainLine(command, longestName) }
}

/** How a command ended, as a sentence for the model. */
export function endWords(end: ChildEnd, seconds: number | null): string {
  switch (end.kind) {
    case 'exit':
      return `Exit code ${end.code}.`
    case 'signal':
      return `It was ended by ${end.signal}.`
    case 'timeout':
      return `It was stopped${seconds === null ? '' : ` after ${seconds} seconds`}: its time was over. Give it more with timeout_seconds if it needs it.`
    case 'output':
      return `It was stopped: it wrote more than ${mostOutputBytes / 1024 / 1024} MiB. Send long output to a file or filter it.`
    case 'processes':
      return 'It was stopped: it started too many processes.'
    case 'cpu':
      return 'It was stopped: it used too much processor time.'
    case 'stopped':
      return 'It was stopped before its end. What it had done by then stands.'
    case 'failed':
      return `It was not run. ${end.message}`
    default:
      return assertNever(end)
  }
}

function shortWords(end: ChildEnd): string {
  switch (end.kind) {
    case 'exit':
      return `exit ${end.code}`
    case 'signal':
      return `ended by ${end.signal}`
    case 'timeout':
      return 'stopped: time over'
    case 'output':
      return 'stopped: too much output'
    case 'processes':
      return 'stopped: too many processes'
    case 'cpu':
      return 'stopped: too much processor time'
    case 'stopped':
      return 'stopped'
    case 'failed':
      return 'not run'
    default:
      return assertNever(end)
  }
}
