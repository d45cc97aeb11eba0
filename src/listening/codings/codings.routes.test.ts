import { describe, expect, test } from 'vitest'
import { textOf, usePassagesToCode } from '../../../test/passages-to-code.ts'
import { listeningPaths } from '../paths.ts'
import { listThemes } from '../themes/themes.ts'

const { made, review, code, list, visit } = usePassagesToCode()

describe('the pages', () => {
  test('a short passage shows its words; first to last ticked is coded, and the next passage comes', async () => {
    const ada = await visit('ada')
    const path = listeningPaths.codePassage(made.passageIds[1]!)
    const values = wordValues((await ada.get(path)).text)
    expect(values).toEqual(['0-1', '2-8', '9-11', '12-14', '15-18'])
    const answer = await ada.send(path, [
      ['whole', '0-19'],
      ['word', '2-8'],
      ['word', '12-14'],
      ['new-theme', 'Own'],
    ])
    expect(answer.location).toBe(`${listeningPaths.codePassage(made.passageIds[2]!)}?done=saved`)
    expect((await list(1)).map(textOf)).toEqual(['kettle of my'])
    expect((await ada.get(path)).text).toContain('Take off')
    await ada.send(path, [
      ['whole', '0-19'],
      ['new-theme', 'All of it'],
      ['then', 'stay'],
    ])
    expect((await list(1)).map(textOf)).toEqual(['A kettle of my own.', 'kettle of my'])
  })

  test('a replaced stretch is one word to tick, and nothing under it is sent', async () => {
    await review(0, { from: 'Sam gave me 👩🏽‍🚒', to: 'Somebody helped with' })
    const page = await (await visit('ada')).get(listeningPaths.codePassage(made.passageIds[0]!))
    expect(page.text).toContain('[Somebody helped with]')
    expect(page.text).not.toContain('Sam')
    expect(wordValues(page.text)[0]).toBe('0-19')
  })

  test('a long passage asks for the sentence, then goes on to the next one', async () => {
    const ada = await visit('ada')
    const path = listeningPaths.codePassage(made.passageIds[2]!)
    expect(wordValues((await ada.get(path)).text)).toEqual([])
    const words = wordValues((await ada.get(`${path}?sentence=12`)).text)
    expect(words).toHaveLength(4)
    const sent = [
      ['whole', '540-560'],
      ['new-theme', 'Family'],
    ] as const
    const answer = await ada.send(`${path}?sentence=11`, [...sent, ['then', 'stay']])
    expect(answer.location).toBe(`${path}?sentence=12&done=saved`)
    expect((await ada.send(path, [...sent, ['then', 'next']])).location).toBe(
      `${listeningPaths.themes(made.exerciseId)}?done=all`,
    )
  })

  test('without a theme the same page comes back with what was ticked', async () => {
    const ada = await visit('ada')
    const path = listeningPaths.codePassage(made.passageIds[1]!)
    const answer = await ada.send(path, [
      ['whole', '0-19'],
      ['word', '2-8'],
    ])
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Tick a theme, or name a new one.')
    expect(answer.text).toMatch(/value="2-8"[^>]*checked/)
    expect((await ada.send(path, { whole: '0-19', 'new-theme': 'x'.repeat(81) })).status).toBe(422)
  })

  test('a theme page shows its words, renames, joins and removes', async () => {
    await code(1, 2, 8, 'Things')
    const [theme] = await made.as(made.people.ada, (ctx) => listThemes(ctx, made.exerciseId))
    const ada = await visit('ada')
    const path = listeningPaths.theme(theme!.id)
    const page = await ada.get(path)
    expect(page.text).toContain('One stretch, from one voice'.replace('O', 'o'))
    expect(page.text).toContain('kettle')
    expect(
      (
        await ada.send(path, [
          ['then', 'rename'],
          ['name', '  '],
        ])
      ).status,
    ).toBe(422)
    expect(
      (
        await ada.send(path, [
          ['then', 'rename'],
          ['name', 'Owning'],
        ])
      ).location,
    ).toBe(`${path}?done=renamed`)
    expect(
      (
        await ada.send(path, [
          ['then', 'join'],
          ['into', ''],
        ])
      ).status,
    ).toBe(422)
    const [coding] = await list(1)
    expect((await ada.send(listeningPaths.removeCoding(coding!.id))).status).toBe(303)
    expect((await ada.send(path, [['then', 'remove']])).location).toBe(
      `${listeningPaths.themes(made.exerciseId)}?done=removed`,
    )
    expect((await ada.get(listeningPaths.themes(made.exerciseId))).text).toContain('none is given')
  })
})

function wordValues(html: string): string[] {
  return [...html.matchAll(/<input[^>]*name="word"[^>]*value="([^"]*)"/g)].map((match) => match[1]!)
}
