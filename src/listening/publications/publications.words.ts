/** What a published series says around the team's and people's words. */
export const publicationsWords = {
  'en-GB': {
    readTitle: 'To read',
    readLead: 'Numbered pieces, made of people’s own words.',
    readEmpty: 'Series will be here once a team has published one.',
    questionHeading: 'We asked one question',
    howHeading: 'How people were heard',
    contents: 'The Wisdoms',
    voices: (voices: number, date: string) =>
      voices === 1 ? `Words of one person, as at ${date}.` : `Words of ${voices} people, as at ${date}.`,
    unknown: 'Somebody who wrote twice without telling us may be counted twice.',
    checked: 'Two people read every passage before it was quoted.',
    checkedOn: (date: string) =>
      `Checked on ${date}. We check and count once a month, and print the day also when nothing changed.`,
    marks: 'Square brackets stand in for a name or a place. Dots stand where words were left out.',
    beside: 'What stands beside a quote is what the person chose to have said of them.',
    rewriting: 'This piece is being written anew.',
    edition: (edition: number, date: string) => `Edition ${edition}, ${date}.`,
    date: (date: string) =>
      new Intl.DateTimeFormat('en-GB', {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      }).format(new Date(`${date}T00:00:00Z`)),
    notOurs:
      'That folder is not empty and was not written for this series. Name an empty folder, or the one it was published to before.',
    notOurFile: (name: string) =>
      `That folder holds a file “${name}” that was not written for this series. Move it away, or name another folder.`,
    folderBusy: 'That folder is being written at this very moment. Try again in a minute.',
    notAFolder: 'There is a file where the folder should be. Name another place.',
    stopped: (count: number) =>
      count === 1
        ? 'One thing is to be put right before this series can be published; it is told above.'
        : `${count} things are to be put right before this series can be published; they are told above.`,
  },
} as const
