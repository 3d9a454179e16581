import { z } from 'zod'
import { defineTool } from '../define-tool.ts'

export const askUserTool = defineTool({
  name: 'ask_user',
  description:
    'Ask the user a question and wait for the answer, for as long as it takes. Use it when you cannot go on well ' +
    'without something only the user knows or may decide. Ask one thing at a time, with what the user needs to know ' +
    'to answer it: the user may read it hours later, away from this conversation. Give options when there is a ' +
    'small set of sensible answers.',
  schema: z.strictObject({
    question: z
      .string()
      .trim()
      .min(1, 'Say what you want to ask.')
      .max(10_000)
      .describe('The question, understandable by itself.'),
    options: z
      .array(z.string().trim().min(1).max(500))
      .max(20)
      .optional()
      .describe('Answers to choose from, two or more. Leave it out for an answer in free words.'),
    multiple: z.boolean().optional().describe('Whether several options may be chosen. Default: only one.'),
  }),
  title: 'Ask you',
  effects: [],
  kind: 'ask',
  label: ({ question }) => `Ask: ${question}`,
  ask({ question, options, multiple }) {
    const distinct = [...new Set(options)]
    if (distinct.length === 0) return { kind: 'question', prompt: question }
    return { kind: 'choice', prompt: question, options: distinct, multiple: multiple ?? false }
  },
})
