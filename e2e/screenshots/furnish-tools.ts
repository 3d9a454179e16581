import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { calls, says } from '../../src-main/models/practice/replies.ts'
import type { ScriptedModel } from '../../src-main/models/practice/scripted-responder.ts'
import type { ControlClient } from '../harness/control-client.ts'
import { runIs } from '../harness/schedule-soon.ts'
import { waitFor } from '../harness/wait-for.ts'

/** A test program with colours, as many have. */
const check = `#!/bin/sh
printf '\\033[1mChecking 41 pages\\033[0m\\n'
for page in index pricing install team; do printf '  \\033[32m✓\\033[0m %s.md\\n' "$page"; done
printf '  \\033[33m!\\033[0m news.md: image without alt text\\n'
printf '\\033[32m40 passed\\033[0m, \\033[33m1 warning\\033[0m\\n'
`
const pricing = `# Pricing

Dormouse is free.
See the [plans](plans.html) for teams.
`

export interface ToolScenes {
  /** A run that has edited files and run a command. */
  readonly workRun: string
  /** The chat in which a command waits to be allowed. */
  readonly asking: string
  readonly folder: string
}

/** What a person sees of tools that act: a run that has worked, and an edit that asks. */
export async function furnishTools(
  control: ControlClient,
  model: ScriptedModel,
  folder: string,
): Promise<ToolScenes> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'pricing.md'), pricing)
  writeFileSync(join(folder, 'check'), check)
  chmodSync(join(folder, 'check'), 0o755)
  const fixed = { path: 'pricing.md', old_string: 'plans.html', new_string: '/plans' }
  model.add(
    {
      when: 'Fix the links',
      reply: calls('I look for the old addresses first.', ['search_files', { query: '.html' }]),
    },
    { when: 'Fix the links', reply: calls(['edit_file', fixed]) },
    {
      when: 'Fix the links',
      reply: calls(
        ['write_file', { path: 'notes/links.md', content: '- pricing.md: /plans\n' }],
        ['run_command', { command: './check' }],
      ),
    },
    {
      when: 'Fix the links',
      reply: says(
        'One link was old: in `pricing.md` the plans are now at `/plans`. All checks pass, with one warning.',
      ),
    },
    {
      when: 'say that it is free for teams',
      reply: calls([
        'edit_file',
        { ...fixed, old_string: 'is free.', new_string: 'is free, for teams too.' },
      ]),
    },
  )
  await giveSecret(control, model)
  const links = await control.call('schedules.create', {
    title: 'Links',
    action: { kind: 'assist', instruction: 'Fix the links.', context: 'fresh', workingDirectory: folder },
    trigger: { kind: 'cron', expression: '0 7 * * 1', timeZone: 'Europe/Berlin' },
    policies: { permission: 'full' },
  })
  await control.call('schedules.runNow', { id: links.id })
  const work = await runIs(control, links.id, 'succeeded')
  const asking = await control.call('conversations.create', { title: 'Pricing', workingDirectory: folder })
  await control.call('conversations.send', {
    conversationId: asking.id,
    text: 'Please say that it is free for teams too.',
  })
  await waitFor(async () => (await control.call('questions.list', { status: 'open' })).length === 1, {
    what: 'the question whether to edit',
  })
  return { workRun: work.id, asking: asking.id, folder }
}

/** A schedule that asked for a secret, and was given it. */
async function giveSecret(control: ControlClient, model: ScriptedModel): Promise<void> {
  const ask = { name: 'GITHUB_TOKEN', purpose: 'To read the pull requests of the website.' }
  model.add(
    { when: 'pull requests', reply: calls(['ask_for_secret', ask]) },
    { when: 'pull requests', reply: says('Two pull requests wait for a review.') },
  )
  // The machine of the pictures may have no keyring.
  await control.call('settings.set', { keysWithoutKeyring: 'memory' })
  const review = await control.call('schedules.create', {
    title: 'Reviews',
    action: { kind: 'assist', instruction: 'Tell me which pull requests wait.', context: 'fresh' },
    trigger: { kind: 'cron', expression: '0 8 * * 1-5', timeZone: 'Europe/Berlin' },
  })
  await control.call('schedules.runNow', { id: review.id })
  await runIs(control, review.id, 'waiting')
  const [asked] = await control.call('questions.list', { status: 'open' })
  if (!asked) throw new Error('The schedule asked for nothing.')
  await control.call('questions.answer', {
    id: asked.id,
    answer: { kind: 'credential', value: 'a secret of the pictures' },
  })
  await runIs(control, review.id, 'succeeded')
}
