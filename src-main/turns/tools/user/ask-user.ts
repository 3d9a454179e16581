import { z } from 'zod'
import { defineTool } from '../define-tool.ts'
import { doneSoFarSchema } from './done-so-far.ts'

export const askUserTool = defineTool({
  name: 'ask_user',
  description:
    'Ask the user a question and wait for the answer, for as long as it takes. Use it when you cannot go on well ' +
    'without something only the user knows or may decide. Ask one clear thing: the user may read it hours later on a ' +
    'lock screen, away from this conversation, and answers from there. Give options when there is a small set of ' +
    'sensible answers; the user can always answer something else. Say what you will do by default and what you have ' +
    'done so far. For a password, token or key use ask_for_secret, never this.',
  schema: z.strictObject({
    question: z
      .string()
      .trim()
      .min(1, 'Say what you want to ask.')
      .max(10_000)
      .describe('One clear question, understandable by itself.'),
    options: z
      .array(z.string().trim().min(1).max(500))
      .max(20)
      .optional()
      .describe(
        'Answers to choose from, two or more, few words each. Leave it out for an answer in free words.',
      ),
    multiple: z.boolean().optional().describe('Whether several options may be chosen. Default: only one.'),
    default: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .optional()
      .describe('What you will do if no answer comes in time: one of the options, or a short sentence.'),
    done_so_far: doneSoFarSchema,
  }),
  title: 'Ask you',
  effects: [],
  kind: 'ask',
  label: ({ question }) => `Ask: ${question}`,
  ask({ question, options, multiple, default: byDefault, done_so_far: done }) {
    const distinct = [...new Set(options)]
    const beside = { prompt: question, byDefault, done }
    if (distinct.length === 0) return { kind: 'question', ...beside }
    return { kind: 'choice', ...beside, options: distinct, multiple: multiple ?? false }
  },
})
