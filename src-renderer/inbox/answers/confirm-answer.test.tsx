import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Confirm, Question } from '../../../src-shared/domain/question.ts'
import type { FakeBridge } from '../../dev/fake-bridge.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { conversationRow, questionRow, runRow, scheduleRow } from '../../dev/rows.ts'
import { emptyWorld } from '../../dev/world.ts'
import { questionStore } from '../../stores/question-store.ts'
import { QuestionForm } from './question-form.tsx'

function Live({ first }: { readonly first: Question }) {
  const question = questionStore.use((state) => state.byId.get(first.id)) ?? first
  return <QuestionForm question={question} via="inbox" />
}

const always = 'Write `ci/cache.yml`, in this conversation only'
const plain: Confirm = {
  why: 'The policy “ask” asks before changing files.',
  diff: null,
  always,
  sources: [],
}

function ask(
  confirm: Partial<Confirm> = {},
  input: unknown = { path: 'ci/cache.yml', lines: 14 },
  row: Partial<Question> = {},
  world = emptyWorld(),
): FakeBridge {
  const question = questionRow({
    id: 'q',
    deliverTo: 'c',
    kind: 'confirm',
    tool: { name: 'write_file', input },
    confirm: { ...plain, ...confirm },
    ...row,
  })
  world.questions = [question]
  return renderWithBridge(world, <Live first={question} />)
}

const answers = (bridge: FakeBridge) => givenTo(bridge, 'questions.answer')
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })
const press = (name: string) => userEvent.click(button(name))

describe('a request for permission', () => {
  it.each([
    ['Allow once', 'allow'],
    ['Always allow', 'always'],
    ['Deny', 'deny'],
  ])('%s is its own answer, and sends nothing else', async (name, decision) => {
    const bridge = ask()
    await press(name)
    expect(answers(bridge)).toEqual([{ id: 'q', via: 'inbox', answer: { kind: 'confirm', decision } }])
  })

  it('says why it asks, what the tool is, and every argument', async () => {
    ask()
    expect(screen.getByText(plain.why)).toBeDefined()
    expect(await screen.findByText('Write a file')).toBeDefined()
    expect(screen.getByText('write_file')).toBeDefined()
    expect(screen.getByText('ci/cache.yml', { selector: 'pre' })).toBeDefined()
    expect(screen.getByText('14')).toBeDefined()
  })

  it('says what always allowing would mean before it is given, as a part of the button for screen readers', () => {
    ask()
    const id = button('Always allow').getAttribute('aria-describedby') ?? ''
    expect(document.getElementById(id)?.textContent).toBe(
      'Always allow: Write ci/cache.yml, in this conversation only',
    )
  })

  it('does not offer to allow always what can be allowed once only', () => {
    ask({ always: null })
    expect(button('Allow once')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Always allow' })).toBeNull()
    expect(screen.queryByText(/^Always allow/)).toBeNull()
  })

  it('warns of what was read before, by name', () => {
    ask({
      sources: [
        { kind: 'web', name: 'example.com' },
        { kind: 'mcp', name: 'github' },
        { kind: 'web', name: 'example.com' },
      ],
    })
    const warning = screen.getByRole('note', { name: 'Content of others was read before' })
    expect(
      within(warning)
        .getAllByRole('listitem')
        .map((one) => one.textContent),
    ).toEqual(['Web page of example.com', 'MCP server github'])
  })

  it('shows what would change, and folds the texts that say the same', async () => {
    const text = Array.from({ length: 40 }, (_, index) => `line ${index}`).join('\n')
    ask({ diff: '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n' }, { path: 'x', content: text })
    expect(screen.getByRole('region', { name: 'What would change' }).textContent).toContain('added: new')
    expect(screen.queryByText(/line 39/)).toBeNull()
    await press('Show all 40 lines of content')
    expect(screen.getByText(/line 39/)).toBeDefined()
  })

  it('writes out characters that would hide what a command does', () => {
    ask({}, { command: 'echo ok \u202Etxt.sh' })
    expect(screen.getByText('echo ok ⟨U+202E⟩txt.sh')).toBeDefined()
  })

  it('allows what was edited, once, and not what is no JSON', async () => {
    const bridge = ask()
    await press('Edit before allowing')
    const area = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Arguments' })
    expect(JSON.parse(area.value)).toEqual({ path: 'ci/cache.yml', lines: 14 })
    await userEvent.clear(area)
    await userEvent.type(area, '{{"path": "ci/other.yml"')
    expect((await screen.findByRole('alert')).textContent).toContain('This is not JSON.')
    expect(button('Allow once').disabled).toBe(true)
    await userEvent.type(area, '}')
    expect(button('Always allow').disabled).toBe(true)
    expect(screen.getByText('What you edited can be allowed once only.')).toBeDefined()
    await press('Allow once')
    expect(answers(bridge)).toMatchObject([
      { answer: { kind: 'confirm', decision: 'allow', input: { path: 'ci/other.yml' } } },
    ])
  })

  it('sends no input when what was edited is what it was', async () => {
    const bridge = ask()
    await press('Edit before allowing')
    await userEvent.type(screen.getByRole('textbox', { name: 'Arguments' }), ' ')
    await press('Allow once')
    expect(answers(bridge)).toEqual([
      { id: 'q', via: 'inbox', answer: { kind: 'confirm', decision: 'allow' } },
    ])
  })

  it('denies with a note, by Enter or by the button, and the note goes with no permission', async () => {
    const bridge = ask()
    await press('Deny with a note')
    await userEvent.type(screen.getByRole('textbox', { name: 'Note' }), 'Use the other file{Enter}')
    expect(answers(bridge)).toMatchObject([
      { answer: { kind: 'confirm', decision: 'deny', note: 'Use the other file' } },
    ])
  })

  it('keeps the note when somewhere else was faster', async () => {
    const bridge = ask()
    await press('Deny with a note')
    await userEvent.type(screen.getByRole('textbox', { name: 'Note' }), 'Not now')
    const question = bridge.world.questions[0]
    if (!question) throw new Error('no question')
    questionStore.put({
      ...question,
      status: 'answered',
      answeredAt: 1,
      answeredVia: 'tray',
      answerText: 'Allowed once',
    })
    expect(await screen.findByText(/^Answered from the tray/)).toBeDefined()
    expect(screen.getByText('Not now')).toBeDefined()
  })

  describe('after content of others was read', () => {
    const sources = [
      { kind: 'web', name: 'example.com' },
      { kind: 'web', name: 'bad host\u202e' },
    ] as const

    it('offers to trust a source for the conversation, and stays to be answered', async () => {
      const world = emptyWorld()
      world.conversations = [
        conversationRow({ id: 'c', tools: { trustedSources: ['mail'], hosts: ['a.example'] } }),
      ]
      const bridge = ask({ sources: [...sources] }, {}, { conversationId: 'c' }, world)
      await userEvent.click(
        await screen.findByRole('button', { name: 'Trust example.com for this conversation' }),
      )
      const done = await screen.findByText('Trusted for this conversation: Web pages of example.com')
      expect(document.activeElement?.contains(done)).toBe(true)
      expect(document.activeElement).not.toBe(document.body)
      expect(givenTo(bridge, 'conversations.setPermission')).toEqual([
        { id: 'c', tools: { trustedSources: ['mail', 'web:example.com'], hosts: ['a.example'] } },
      ])
      expect(screen.queryAllByRole('button', { name: /^Trust / })).toEqual([])
      expect(answers(bridge)).toEqual([])
      expect(button('Allow once').disabled).toBe(false)
    })

    it('offers it for the schedule of a run, and says from when on it counts', async () => {
      const world = emptyWorld()
      world.schedules = [scheduleRow({ id: 's', deliverTo: 'c' })]
      world.runs = [runRow({ id: 'r', scheduleId: 's' })]
      const bridge = ask({ sources: [{ kind: 'shell', name: 'curl x' }] }, {}, { runId: 'r' }, world)
      await userEvent.click(
        await screen.findByRole('button', { name: 'Trust output of commands for this schedule' }),
      )
      expect(screen.getByText(/from this schedule’s next run on/)).toBeDefined()
      await screen.findByText(/Trusted for this schedule/)
      expect(givenTo(bridge, 'schedules.update')).toEqual([
        { id: 's', policies: { tools: { trustedSources: ['shell'] } } },
      ])
    })

    it('offers nothing for a run of no schedule, which has no later time', async () => {
      const world = emptyWorld()
      world.runs = [runRow({ id: 'r', scheduleId: null })]
      const bridge = ask({ sources: [...sources] }, {}, { runId: 'r' }, world)
      await waitFor(() => expect(givenTo(bridge, 'runs.get')).toHaveLength(1))
      expect(screen.queryByRole('button', { name: /^Trust / })).toBeNull()
    })
  })
})
