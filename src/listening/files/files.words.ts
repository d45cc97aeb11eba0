/** What is said of a file that cannot be read, one sentence each. */
export const filesWords = {
  'en-GB': {
    failures: {
      empty: 'There is no text in this file. Look whether it is the one you meant.',
      tooLarge: 'This file is larger than we can take (1 GB of text). Send it in parts.',
      zip: 'This file cannot be opened: it may be damaged or cut short. Save or export it again and send the new one.',
      zipOutside:
        'This zip file holds names that lead out of it, as no export does. We do not open such files.',
      zipTooMany: 'There are more than 50,000 files in this zip file. Send the one with the words by itself.',
      zipWithoutText:
        'There is no chat text in this zip file. In WhatsApp choose “Export chat” and send that zip.',
      zipWithManyTexts:
        'There is more than one text in this zip file. Unpack it and send the texts one by one.',
      zipLocked: 'This zip file is locked with a password. Unpack it and send the text inside.',
      officeLocked:
        'This file is locked with a password. Open it, take the password off, save it and send it again.',
      officeBroken:
        'This document cannot be read to its end: it may be damaged or cut short. Open it, save it again and send the new one.',
      oldOffice:
        'This is a file of an older Word or Excel (.doc, .xls). Open it, save it as .docx or .xlsx, and send that.',
      workbookTooLarge:
        'This workbook holds more text than we can take. Save the sheet with the words as .csv and send that.',
      tooManyColumns:
        'This table has more columns than we can take. Keep those with the words, the people and the dates, and send it again.',
      pdfLocked: 'This PDF is locked with a password. Save it without one and send it again.',
      pdfBroken:
        'This PDF cannot be read: it may be damaged or cut short. Save or print it to PDF again and send the new one.',
      pdfOfPictures:
        'This PDF holds pictures of pages and no text. Type the words in, or send the document it was made from.',
      pdfTooLarge: 'This PDF is larger than 60 MB. Send it in parts, or the document it was made from.',
      pdfTooManyPages: 'This PDF has more than 5,000 pages. Send it in parts.',
      pdfTooMuch:
        'This PDF unpacks to more than we can hold. Send it in parts, or the document it was made from.',
      pdfTooSlow:
        'This PDF took longer than a minute to read, so we stopped. Send the document it was made from.',
      longLine: (line: number) =>
        `Line ${line} never ends: it is longer than a book. Look whether the file is the one you meant.`,
    },
  },
} as const
