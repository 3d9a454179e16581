import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { faults } from '../../src-main/models/practice/faults.ts'
import { createHold, type Hold } from '../../src-main/models/practice/hold.ts'
import { calls, says } from '../../src-main/models/practice/replies.ts'
import type { ScriptedModel } from '../../src-main/models/practice/scripted-responder.ts'
import type { ControlClient } from '../harness/control-client.ts'
import { runIs } from '../harness/schedule-soon.ts'
import { waitFor } from '../harness/wait-for.ts'

const hour = 3_600_000

const report = `**3 of 41 pages** need a look:

| Page | What | Since |
| --- | --- | --- |
| \`pricing.md\` | broken link to the plans | Thursday |
| \`install.md\` | mentions version 1.8 | 12 days |
| \`team.md\` | image without alt text | today |

I left everything as it was. Say *“fix the links”* and I will.`

const plan = `Here is a plan for the move, with what is done already:

- [x] Export the old mailboxes
- [x] Check the free space: **212 GB** are enough
- [ ] Import them one by one
- [ ] Compare the counts

\`\`\`sh
for box in *.mbox; do import "$box" --dry-run; done
\`\`\`

The dry run takes about four minutes a box.`

export interface FurnishedHome {
  /** The conversation whose newest turn stands still in the middle of its answer. */
  readonly streaming: Hold
  readonly workshop: string
  readonly reportRun: string
  readonly waitingRun: string
  readonly folder: string
}

/** Fills a fresh application with what a person has after a week: chats, schedules, results, a failure, two questions. */
export async function furnish(
  control: ControlClient,
  model: ScriptedModel,
  folder: string,
): Promise<FurnishedHome> {
  mkdirSync(folder, { recursive: true })
  for (const name of ['pricing.md', 'install.md', 'team.md']) writeFileSync(join(folder, name), `# ${name}\n`)
  const streaming = createHold(18)
  model.add(
    { when: 'Check the website', reply: calls('I will look at the pages first.', ['list_directory', {}]) },
    { when: 'pricing.md', reply: says(report) },
    {
      when: 'Sort the receipts',
      reply: calls([
        'ask_user',
        {
          question: 'Two receipts have no date. Where do they belong?',
          options: ['October', 'November', 'A folder of their own'],
        },
      ]),
    },
    { when: 'newsletter', reply: calls(['list_directory', {}]) },
    {
      when: 'newsletter',
      reply: calls(['ask_user', { question: 'The draft is ready. Which subject line shall it have?' }]),
    },
    { when: 'Back up the photos', reply: faults.status(403, 'permission_error', 'not allowed') },
    { when: 'move my mail', reply: says(plan) },
    {
      when: 'which one first',
      reply: says(
        'Start with the smallest one, `family.mbox` (0.4 GB): if something is wrong you know it after a minute, not after an hour. The large ones can run over',
        { hold: streaming },
      ),
    },
  )
  const chat = (title: string) => control.call('conversations.create', { title })
  await chat('Birthday present for Ada')
  await chat('Tax papers 2025')
  const mail = await chat('Moving the mail')
  const workshop = await chat('Website')

  const assist = (instruction: string) =>
    ({ kind: 'assist', instruction, context: 'fresh', workingDirectory: folder }) as const
  const website = await control.call('schedules.create', {
    title: 'Website check',
    action: assist('Check the website for broken links and old texts.'),
    trigger: { kind: 'cron', expression: '0 9 * * 1-5', timeZone: 'Europe/Berlin' },
    deliverTo: workshop.id,
  })
  await control.call('schedules.runNow', { id: website.id })
  const reportRun = await runIs(control, website.id, 'succeeded')
  const receipts = await control.call('schedules.create', {
    title: 'Receipts',
    action: assist('Sort the receipts of this month.'),
    trigger: { kind: 'cron', expression: '0 18 L * *', timeZone: 'Europe/Berlin' },
  })
  await control.call('schedules.runNow', { id: receipts.id })
  const news = await control.call('schedules.create', {
    title: 'Newsletter',
    action: assist('Draft the newsletter from the news of the week.'),
    // Reckoned only now: what is made before takes longer on a busy machine.
    trigger: { kind: 'once', at: Date.now() + 1500 },
    deliverTo: workshop.id,
  })
  const photos = await control.call('schedules.create', {
    title: 'Photos',
    action: assist('Back up the photos.'),
    trigger: { kind: 'interval', everyMs: 6 * hour },
  })
  await control.call('schedules.runNow', { id: photos.id })
  await control.call('schedules.create', {
    title: 'Stretch',
    action: { kind: 'notify', text: 'Stand up and stretch.' },
    trigger: { kind: 'cron', expression: '30 10,15 * * 1-5', timeZone: 'Europe/Berlin' },
  })
  const paused = await control.call('schedules.create', {
    title: 'Water the plants',
    action: { kind: 'notify', text: 'Water the plants.' },
    trigger: { kind: 'cron', expression: '0 8 * * 2,5', timeZone: 'Europe/Berlin' },
  })
  await control.call('schedules.pause', { id: paused.id, reason: 'On holiday until December' })
  const waitingRun = await runIs(control, receipts.id, 'waiting')
  await runIs(control, news.id, 'waiting')
  await runIs(control, photos.id, 'failed')

  await control.call('conversations.send', {
    conversationId: mail.id,
    text: 'Help me move my mail to the new server.',
  })
  await waitFor(async () => (await control.call('app.status', {})).running === 0, {
    what: 'the first answer',
  })
  await control.call('conversations.send', { conversationId: mail.id, text: 'And which one first?' })
  await streaming.reached
  return { streaming, workshop: workshop.id, reportRun: reportRun.id, waitingRun: waitingRun.id, folder }
}
