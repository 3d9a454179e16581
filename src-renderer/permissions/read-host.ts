import { hostNameSchema } from '../../src-shared/domain/permission.ts'

/** What a field of a list was found to hold: the value as it is kept, or what is wrong with it. */
export type ItemReading =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly problem: string }

const firstProblem = 'Write a host as in api.example.com, or *.example.com for all below it.'

/** The host of an address that was pasted whole; else the text itself. */
function hostPart(text: string): string {
  const address = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(text.trim())?.[1]
  return (address ?? text)
    .trim()
    .replace(/^[^@]*@/, '')
    .toLowerCase()
}

/** A host that commands may reach. Of a whole address its host is taken, without the port. */
export function readHost(text: string): ItemReading {
  const parsed = hostNameSchema.safeParse(hostPart(text).replace(/:\d+$/, ''))
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, problem: parsed.error.issues.at(-1)?.message ?? firstProblem }
}

const withPort = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/
const privateProblem = 'Write a host as in nas.lan, 192.168.1.20 or localhost:3000.'

/** A host of this computer or the private network that may be fetched from, with or without a port. */
export function readPrivateHost(text: string): ItemReading {
  const written = hostPart(text)
  const match = withPort.exec(written)
  const host = match?.[1] ?? ''
  const port = match?.[2]
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) {
    return { ok: false, problem: 'A port is a number from 1 to 65535.' }
  }
  const isHost = host.startsWith('[') || (!host.startsWith('*') && hostNameSchema.safeParse(host).success)
  return match && isHost ? { ok: true, value: written } : { ok: false, problem: privateProblem }
}
