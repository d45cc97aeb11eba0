/** What the page says where a listener chooses the columns of a table. */
export const tableChoiceWords = {
  'en-GB': {
    title: 'Columns of the table',
    lead: 'Say what each column is for. Columns that you leave out are not kept.',
    remembered: 'Somebody chose these before, for a table with the same headings.',
    guessed: 'This is our guess. Look whether it is right.',
    sheet: (read: string, all: number) =>
      all > 1
        ? `This workbook has ${all} sheets with something in them. We read the sheet “${read}”. To read another, save it as a file of its own.`
        : `We read the sheet “${read}”.`,
    shut: 'The words stay shut until somebody records how the people in this file agreed. Then you see the first rows here.',
    column: 'Column',
    use: 'What it is for',
    useOf: (name: string) => `What “${name}” is for`,
    rows: 'The first rows',
    uses: {
      words: 'Their words',
      voice: 'Who said it',
      date: 'When',
      none: 'Leave out',
    },
    none: 'nothing stands there',
    heading: 'Does the first row name the columns?',
    headingYes: 'Yes, it is the heading',
    headingNo: 'No, it is somebody’s words too',
    next: 'The file is read again with these columns. The next table with the same headings comes in this way without asking. After that, write down again how the people agreed: others may be in it now.',
    button: 'Read it with these columns',
    back: 'Leave it as it is',
    noWords: 'Choose at least one column that holds their words.',
    twoVoices: 'Choose one column only for who said it.',
    twoDates: 'Choose one column only for when it was said.',
    tooMany: 'This table is very wide: only its first 200 columns are shown here.',
  },
} as const
