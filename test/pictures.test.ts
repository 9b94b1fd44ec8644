import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { drawPictures } from './pictures/pictures.ts'

/** `npm run pictures` draws them anew, to be looked at before they are kept. */
it('the pictures of the README are those of the program as it is, each with its words', async () => {
  const pictures = await drawPictures()
  const readme = readFileSync('README.md', 'utf8')
  for (const { name, title, svg } of pictures) {
    const path = `docs/${name}.svg`
    if (process.env.UPDATE_PICTURES) writeFileSync(path, svg)
    expect(readFileSync(path, 'utf8') === svg, `${path} is not current: npm run pictures`).toBe(true)
    expect(readme, `${path} has its alternative text in the README`).toContain(`![${title}](${path})`)
  }
  expect(
    readdirSync('docs')
      .filter((name) => name.endsWith('.svg'))
      .sort(),
  ).toEqual(pictures.map(({ name }) => `${name}.svg`).sort())
})
