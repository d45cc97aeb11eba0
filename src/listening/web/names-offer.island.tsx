// Shows the button. What looks is loaded when it is pressed, and only then.
const offer = document.querySelector<HTMLElement>('[data-names]')!
const said = offer.querySelector<HTMLElement>('[role]')!
offer.hidden = false
offer.querySelector('button')!.onclick = async () => {
  said.textContent = said.dataset['wait']!
  try {
    const [island, ...models] = await Promise.all([
      import('./hide-names.island.tsx'),
      import('./small-names.bin.js'),
      import('./small-words.bin.js'),
    ])
    await island.look(offer, said, models)
  } catch {
    said.textContent = said.dataset['failed']!
  }
}
