import { expect, it } from 'vitest'
import { copyName } from './copy-name.ts'

it.each([
  ['report.pdf', 'report.pdf'],
  ['Report.PDF', 'Report.pdf'],
  ['report.exe', 'report.exe.pdf'],
  ['v1.2', 'v1.2.pdf'],
  ['../../.ssh/authorized_keys', 'ssh authorized_keys.pdf'],
  ['C:\\Windows\\a.pdf', 'C Windows a.pdf'],
  ['rechnung\u202efdp.exe', 'rechnung fdp.exe.pdf'],
  ['a\u0000b\n.pdf', 'a b.pdf'],
  ['con.pdf', '_con.pdf'],
  ['nul', '_nul.pdf'],
  ['- rf.pdf', 'rf.pdf'],
  ['.pdf', 'File.pdf'],
  ['…', 'File.pdf'],
  ['請求書 第１号.pdf', '請求書 第１号.pdf'],
  ['x'.repeat(300), `${'x'.repeat(60)}.pdf`],
])('a PDF called %j is copied as %j', (name, copy) => {
  expect(copyName(name, 'application/pdf')).toBe(copy)
})

it('either ending of a JPEG picture stays', () => {
  expect(['a.jpeg', 'a.JPG', 'a.png'].map((name) => copyName(name, 'image/jpeg'))).toEqual([
    'a.jpeg',
    'a.jpg',
    'a.png.jpg',
  ])
})
