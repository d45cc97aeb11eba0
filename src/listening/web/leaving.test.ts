import { expect, test } from 'vitest'
import { openPlainExercise } from '../../../test/test-exercise.ts'
import { ticketIn, usePublicPage } from '../../../test/public-page.ts'
import { weatherPage } from '../../ui/public-layout.tsx'
import { listeningPaths } from '../paths.ts'

/*
 * Whoever holds the phone may not be who wrote on it. Each page at a door has a way out in reach: a plain link to an
 * everyday page, which a script puts in the place of the page in the history.
 */

const page = usePublicPage((ctx) => openPlainExercise(ctx, 'What helped you most?'))

test('can be left quickly, from the question to one’s own words, and leaves nothing of itself behind', async () => {
  const { visitor, path, house } = page
  const leave = house.services.scripts.leave
  const own = await page.comeBack(await page.sendAndLetIn('Mine alone'))
  expect(own.text).toContain('Mine alone')
  const ticket = ticketIn(own)
  const address = path.split('/').at(-1)!
  const passage = /name="passage" value="([^"]+)"/.exec(own.text)![1]!
  const pages = {
    question: await visitor.get(path),
    problem: await visitor.send(path, { words: '' }),
    'the way back': await visitor.get(listeningPaths.comeBack(address)),
    'a wrong phrase': await page.comeBack('not these words at all'),
    own,
    answers: await visitor.send(listeningPaths.comeBackAll(address), { ticket }),
    more: await visitor.send(listeningPaths.comeBackMore(address), { ticket }),
    change: await visitor.send(listeningPaths.comeBackWords(address), { ticket, passage }),
    'take back': await visitor.send(listeningPaths.comeBackTake(address), { ticket, passage }),
    'an old ticket': await visitor.send(listeningPaths.comeBackOwn(address), { ticket: 'old' }),
  }
  for (const [name, { text, policy }] of Object.entries(pages)) {
    expect(text, name).toContain(`<script type="module" src="${leave}">`)
    expect(text, name).toContain(`<header class="leave"><a href="${weatherPage}" rel="noreferrer">`)
    expect(policy, name).toContain("script-src 'self'")
    expect(policy, name).not.toContain('connect-src')
  }
})
