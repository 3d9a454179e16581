import { z } from 'zod'
import { defineTool } from '../define-tool.ts'
import { toolSuccess } from '../tool.ts'

export const notifyUserTool = defineTool({
  name: 'notify_user',
  description:
    'Show the user a desktop notification and leave an item in their inbox. Use it for something that should be ' +
    'seen now, before you are done. It does not wait for an answer; use ask_user for that. Your final answer is ' +
    'delivered by itself, so do not use this to repeat it.',
  schema: z.strictObject({
    title: z.string().trim().min(1, 'Give it a title.').max(200).describe('A few words.'),
    text: z
      .string()
      .trim()
      .min(1, 'Say what happened.')
      .max(5000)
      .describe('One or two sentences, plain text.'),
  }),
  title: 'Tell you',
  effects: [],
  kind: 'commit',
  label: ({ title }) => `Notify you: ${title}`,
  commit({ title, text }, context) {
    context.notify(title, text)
    return toolSuccess('The user is being notified.')
  },
})
