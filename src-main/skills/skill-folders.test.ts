import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultSettings } from '../../src-shared/domain/settings.ts'
import { createSkillFolders, type SkillFolders } from './skill-folders.ts'

let base: string
let settings = defaultSettings
let skills: SkillFolders

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'dormouse-skills-'))
  settings = defaultSettings
  skills = createSkillFolders({ folder: join(base, 'own'), settings: { get: () => settings } })
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(join(base, path, '..'), { recursive: true })
  writeFileSync(join(base, path), text)
}
const skill = (name: string, description = 'Does it.', body = '# How'): string =>
  `---\nname: ${name}\ndescription: ${description}\n---\n${body}\n`
const problems = async (): Promise<(string | null)[]> => (await skills.list()).map(({ problem }) => problem)

describe('the list', () => {
  test('is empty at first, and its folder is there', async () => {
    expect(await skills.list()).toEqual([])
    expect(existsSync(skills.folder)).toBe(true)
  })

  test('has the skills of the data folder and of the settings’ folders, one level deep', async () => {
    write('own/tea/SKILL.md', skill('tea', 'Makes tea.'))
    write('own/deep/below/SKILL.md', skill('below'))
    write('own/notes.md', 'no folder')
    write('own/.hidden/SKILL.md', skill('.hidden'))
    write('mine/toast/SKILL.md', skill('toast'))
    settings = { ...defaultSettings, skillFolders: [join(base, 'mine'), join(base, 'gone')] }
    expect(await skills.list()).toEqual([
      { name: 'tea', description: 'Makes tea.', folder: join(base, 'own/tea'), enabled: true, problem: null },
      {
        name: 'toast',
        description: 'Does it.',
        folder: join(base, 'mine/toast'),
        enabled: true,
        problem: null,
      },
    ])
  })

  test('says which are switched off', async () => {
    write('own/tea/SKILL.md', skill('tea'))
    settings = { ...defaultSettings, disabledSkills: ['tea'] }
    expect(await skills.list()).toMatchObject([{ name: 'tea', enabled: false, problem: null }])
    await expect(skills.read('tea')).rejects.toThrow('switched off')
  })

  test('has a skill that is a link to a folder elsewhere, under the name of the link', async () => {
    write('elsewhere/v2/SKILL.md', skill('tea'))
    mkdirSync(join(base, 'own'))
    symlinkSync(join(base, 'elsewhere/v2'), join(base, 'own/tea'))
    expect(await skills.list()).toMatchObject([
      { name: 'tea', folder: join(base, 'elsewhere/v2'), problem: null },
    ])
  })

  test('follows a change, and takes what did not change from memory', async () => {
    write('own/tea/SKILL.md', skill('tea', 'Before.'))
    expect((await skills.list())[0]?.description).toBe('Before.')
    write('own/tea/SKILL.md', skill('tea', 'After.'))
    utimesSync(join(base, 'own/tea/SKILL.md'), 1, 1)
    expect((await skills.list())[0]?.description).toBe('After.')
    rmSync(join(base, 'own/tea'), { recursive: true })
    expect(await skills.list()).toEqual([])
  })
})

describe('a problem is told in words', () => {
  test.each([
    ['# Just text', 'does not begin with a front matter'],
    ['---\ndescription: x\n---\nbody', 'has no name'],
    ['---\nname: tea\n---\nbody', 'has no description'],
    ['---\nname: tea\ndescription: ""\n---\nbody', 'has no description'],
    [skill('toast'), 'The name is “toast”, but the folder is “tea”'],
    [skill('Tea Time'), 'lower-case letters'],
    [skill('x'.repeat(65)), 'longer than 64'],
    [skill('tea', 'x'.repeat(1025)), 'longer than 1024'],
    ['---\nname: tea\ndescription: x\n---\n  \n', 'no instructions'],
    [`${skill('tea')}${'x'.repeat(100_000)}`, 'larger than 100 KB'],
    [Buffer.from([0x2d, 0, 1]), 'not text'],
  ])('%#: %s', async (text, words) => {
    write('own/tea/SKILL.md', text)
    expect(await problems()).toEqual([expect.stringContaining(words)])
    await expect(skills.read('tea')).rejects.toThrow('There is no skill')
  })

  test('of two with one name the first is offered', async () => {
    write('own/tea/SKILL.md', skill('tea', 'First.'))
    write('mine/tea/SKILL.md', skill('tea', 'Second.', 'other'))
    settings = { ...defaultSettings, skillFolders: [join(base, 'mine')] }
    expect(await problems()).toEqual([null, expect.stringContaining('of this name already')])
    expect((await skills.read('tea')).text).toBe('# How')
  })

  test('a SKILL.md that is a folder, or a link that leads out, is not read', async () => {
    mkdirSync(join(base, 'own/folder/SKILL.md'), { recursive: true })
    write('secret.md', skill('tea', 'stolen'))
    mkdirSync(join(base, 'own/tea'))
    symlinkSync(join(base, 'secret.md'), join(base, 'own/tea/SKILL.md'))
    expect(await problems()).toEqual([expect.stringContaining('no file'), expect.stringContaining('outside')])
    expect(JSON.stringify(await skills.list())).not.toContain('stolen')
  })
})

describe('a skill that is used', () => {
  beforeEach(() => {
    write('own/tea/SKILL.md', skill('tea', 'Makes tea.', '# How\n\nBoil water.'))
    write('own/tea/scripts/boil.sh', 'boil')
    write('own/tea/kinds.md', 'green')
    write('own/tea/.git/config', 'x')
    write('secret', 'stolen')
  })

  test('gives its instructions without the front matter, and the names of its files', async () => {
    const { skill: found, text, files } = await skills.read('tea')
    expect(found.folder).toBe(join(base, 'own/tea'))
    expect(text).toBe('# How\n\nBoil water.')
    expect(files).toEqual(['kinds.md', 'scripts/boil.sh'])
  })

  test('gives its files', async () => {
    expect(await skills.readFile('tea', 'scripts/boil.sh')).toBe('boil')
    symlinkSync('kinds.md', join(base, 'own/tea/link.md'))
    expect(await skills.readFile('tea', 'link.md')).toBe('green')
  })

  test.each(['../../secret', '/etc/passwd', 'link', 'linked/secret', '..', '.', '', 'a\0b'])(
    'gives nothing outside of its folder: %j',
    async (file) => {
      symlinkSync(join(base, 'secret'), join(base, 'own/tea/link'))
      symlinkSync(base, join(base, 'own/tea/linked'))
      await expect(skills.readFile('tea', file)).rejects.toThrow('outside')
    },
  )

  test('refuses what is missing, large or no text', async () => {
    write('own/tea/big.txt', 'x'.repeat(100_001))
    write('own/tea/cup.png', Buffer.from([0x89, 0x50, 0]))
    await expect(skills.readFile('tea', 'no.md')).rejects.toThrow('There is no file')
    await expect(skills.readFile('tea', 'scripts')).rejects.toThrow('no file')
    await expect(skills.readFile('tea', 'big.txt')).rejects.toThrow('larger than 100 KB')
    await expect(skills.readFile('tea', 'cup.png')).rejects.toThrow('not text')
    await expect(skills.readFile('toast', 'x')).rejects.toThrow('The skills are: tea.')
  })
})
