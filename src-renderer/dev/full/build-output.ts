const escape = '\u001b['

/** What a build writes, with colours and a progress line, in so many lines. */
export function buildOutput(lines: number): Uint8Array {
  const written = [
    `${escape}1m$ npm run build${escape}0m`,
    '',
    `Reading the pages ${[10, 40, 70].map((percent) => `${percent} %\rReading the pages `).join('')}100 %`,
    `${escape}33mwarning${escape}0m content/team.md: an image without words (${escape}36malt${escape}0m)`,
    `${escape}41;97m ERROR ${escape}0m ${escape}31mcontent/pricing.md${escape}0m: ${escape}4mhttps://example.org/plans-2024${escape}0m answers ${escape}1;31m404${escape}0m`,
    `${escape}38;5;208m■${escape}38;5;34m■${escape}38;5;27m■${escape}0m <script>alert(1)</script> stays text`,
  ]
  for (let page = 1; written.length < lines - 1; page += 1) {
    written.push(
      `${escape}32m✓${escape}0m ${escape}2mcontent/guide/${escape}0mchapter-${page}.md ${escape}90m${(page * 37) % 900} ms${escape}0m`,
    )
  }
  written.push(`${escape}1;32mDone.${escape}0m ${lines} lines, nothing is broken.`)
  return new TextEncoder().encode(`${written.join('\n')}\n`)
}
