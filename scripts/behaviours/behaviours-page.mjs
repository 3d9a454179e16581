/** The page that says which test proves which sentence, as Markdown. */
export function behavioursPage(rooms) {
  const parts = rooms.map(({ room, sentences }) => {
    const rows = sentences.map(({ sentence, paths }) => `| ${sentence} | ${paths.map(link).join(', ')} |`)
    return [`## ${room}`, '', '| sentence | test |', '|---|---|', ...rows].join('\n')
  })
  return `${head}\n\n${parts.join('\n\n')}\n`
}

const head = `# Sentences that are true

Where the field goes wrong, and the test that says it does not here: its name begins with the sentence. This page is made
by \`npm run behaviours\`; the build fails when a sentence has no test, or when the page is not up to date.`

function link(path) {
  return `[${path.split('/').at(-1)}](../${path})`
}
