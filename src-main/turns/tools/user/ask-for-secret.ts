import { z } from 'zod'
import { secretNameSchema } from '../../../../src-shared/domain/secret.ts'
import { nameProblem } from '../../../secrets/name-problem.ts'
import { defineTool } from '../define-tool.ts'
import { type AnyTool, toolSuccess } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { doneSoFarSchema } from './done-so-far.ts'

/** The tool that asks the user for a password, token or key, which goes past the model into the vault. */
export function askForSecretTool({ secrets }: Pick<ToolRooms, 'secrets'>): AnyTool {
  return defineTool({
    name: 'ask_for_secret',
    title: 'Ask you for a secret',
    description:
      'Ask the user for a password, token or key, and wait for it, for as long as it takes. It is kept in the vault under a ' +
      'name. You never see it: name it in "secrets" of run_command, and the command has it in an environment variable of ' +
      'that name. Ask for the smallest secret that does the work, and say what it is for and where to get it. A secret ' +
      'that was given stays for later turns; ask again with replace only when it was refused, for example as expired.',
    schema: z.strictObject({
      name: secretNameSchema
        .superRefine((name, context) => {
          const message = nameProblem(name)
          if (message !== null) context.addIssue({ code: 'custom', message })
        })
        .describe('As the environment variable is to be called: GITHUB_TOKEN.'),
      purpose: z
        .string()
        .trim()
        .min(1, 'Say what it is for.')
        .max(1000)
        .describe(
          'What it is for and how to get it, for somebody who reads it on a lock screen: one or two sentences.',
        ),
      done_so_far: doneSoFarSchema,
      replace: z
        .boolean()
        .optional()
        .describe('Ask although it is there, because it was refused where it was used.'),
    }),
    effects: [],
    kind: 'ask',
    label: ({ name }) => `Ask for the secret ${name}`,
    ask: ({ name, purpose, done_so_far: done, replace = false }) => ({
      kind: 'credential',
      prompt: replace ? `The secret ${name} again: ${purpose}` : `The secret ${name}: ${purpose}`,
      secret: { name, purpose },
      done,
    }),
    answered({ name, replace = false }, place) {
      if (replace || secrets.state(place, name) !== 'kept') return null
      return toolSuccess(
        `The secret ${name} is there already, so the user was not asked. Name it in "secrets" of run_command. If it was ` +
          'refused where you used it, ask again with replace: true.',
      )
    },
  })
}
