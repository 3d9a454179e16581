import type { MessagesRequest } from '../../models/practice/messages-request.ts'
import { calls, says } from '../../models/practice/replies.ts'
import { wholeText } from '../../models/practice/request-text.ts'
import type { Reply } from '../../models/practice/responder.ts'
import { colours } from './ask-answers.ts'
import { deedsFile, type JobKind } from './ask-orders.ts'

const ask = (question: string, options?: readonly string[]) =>
  ['ask_user', { question, ...(options ? { options } : {}) }] as const

/** What the model says: it asks as the job is, tells once what it heard, and is done. */
export function replyTo(request: MessagesRequest): Reply {
  const [, name = '', kind = ''] = /Job (\S+) (\w+)\./.exec(wholeText(request)) ?? []
  const said = request.messages.filter(({ role }) => role === 'assistant').length
  const asking = asks(name, kind as JobKind)
  if (said < asking.length) return asking[said] ?? says('')
  if (said === asking.length)
    return calls(['notify_user', { title: `Told ${name}`, text: results(request).join(' | ') || 'Nothing' }])
  return says(`Done with ${name}.`)
}

function asks(name: string, kind: JobKind): readonly Reply[] {
  switch (kind) {
    case 'question':
    case 'chat':
      return [calls(ask(`What of ${name}?`))]
    case 'choice':
      return [calls(ask(`Which for ${name}?`, colours))]
    case 'pair':
      return [calls(ask(`First of ${name}?`), ask(`Second of ${name}?`, colours))]
    case 'confirm':
    case 'denied':
      return [calls(['run_command', { command: `echo ${name} >> ${deedsFile}` }])]
    case 'budget':
    case 'stopped':
      return [calls(['list_directory', {}]), calls(['list_directory', { path: '.' }])]
    case 'credential':
      return [
        calls([
          'ask_for_secret',
          { name: `TOKEN_${name.replaceAll('-', '_').toUpperCase()}`, purpose: `For ${name}` },
        ]),
      ]
  }
}

/** The results of the newest message, in order. */
export function results(request: MessagesRequest): string[] {
  return (request.messages.at(-1)?.content ?? []).flatMap((block) =>
    block.type === 'tool_result' ? [block.text] : [],
  )
}
