/** What the doors say. */
export const doorsWords = {
  'en-GB': {
    title: 'Doors',
    lead: 'How words come in. Bring a file here, or give people the address of the public page.',
    publicPage: 'The public page',
    publicPageHint: 'Anybody with this address can answer the question. No account, no cookie, no name.',
    bring: {
      heading: 'Bring in a file',
      label: 'The file',
      hint: 'A Zoom or Teams transcript (.vtt, .docx) or its chat (.txt), a WhatsApp export (.txt or .zip), e-mails (.eml, .mbox), a document (.docx, .odt, .pdf, .txt, .md) or a table (.xlsx, .ods, .csv). Up to 250 MB. We only read it; nobody in it is told.',
      button: 'Bring it in',
      missing: 'Choose a file first.',
      tooLarge: 'This file is larger than 250 MB. Send it in parts.',
    },
    sitting: {
      heading: 'Write it down',
      lead: 'Somebody told you, or filled in a paper.',
      link: 'Write down their words',
    },
    sources: 'Files and sittings',
    none: 'No file has come in yet.',
    noneWhy: 'It may stay so: words can come through the public page alone.',
    columns: { file: 'File', door: 'Door', passages: 'Passages', when: 'Brought in', state: 'State' },
    states: {
      arriving: 'on its way',
      'to-check': 'waits to be checked',
      shown: 'here',
      failed: 'did not come in',
    },
    doors: {
      web: 'Public page',
      'group-call': 'Group call',
      conversation: 'Conversation',
      whatsapp: 'WhatsApp',
      email: 'E-mail',
      social: 'Social media',
      paper: 'Paper',
      table: 'Table',
      document: 'Document',
    },
    source: {
      titleless: 'A file',
      arriving: (done: number, total: number) =>
        total > 0
          ? `It is coming in: about ${Math.min(99, Math.floor((done / total) * 100))} in 100 parts read. You can close this page; it goes on.`
          : 'It is waiting its turn. You can close this page; it goes on.',
      failed: 'This file did not come in. Nothing of it was kept.',
      summary: (passages: number, voices: number) =>
        `${passages === 1 ? 'One passage' : `${passages.toLocaleString('en-GB')} passages`} from ${voices === 1 ? 'one voice' : `${voices.toLocaleString('en-GB')} voices`}.`,
      datesSeen: 'The file itself shows how its dates are written.',
      datesOrder: 'Only one way of reading the dates keeps them in order, so we read them that way.',
      datesAssumed: 'Nothing in the file tells day from month; we read the dates the British way, day first.',
      speakers: 'Who spoke',
      speakersColumns: {
        label: 'As the file names them',
        voice: 'Voice',
        standing: 'What came, and what they agreed to',
      },
      passages: (n: number) => (n === 1 ? 'one passage' : `${n.toLocaleString('en-GB')} passages`),
      read: 'read:',
      quote: 'quote:',
      toVoices: 'Say who is a facilitator, or which voices are one person',
      noLabel: 'no name in the file',
      facilitator: 'facilitator',
      yes: 'yes',
      no: 'not yet',
      datesChosen: 'Somebody here said which way round the day and the month stand.',
      datesTurn: 'It is the other way round: read it again',
      check: {
        lead: 'All of it has arrived. Look whether we understood it. Nothing is final until you say so.',
        heading: 'Is this right?',
        what: 'When you say so, the words can be read and worked on. The file itself, and the lines below that are nobody’s words, are destroyed.',
        first: 'First write down, above, how the people in this file agreed.',
        button: 'This is right',
      },
      agreed: {
        heading: 'Who agreed, and how?',
        lead: 'Nobody can read any of these words until you say how the people in this file agreed. Tick what each of them said yes to.',
        read: 'May be read by the team',
        quote: 'May be quoted without a name',
        everybody: 'Everybody in this file agreed to',
        one: (number: number, labels: string) => `Voice ${number}${labels ? ` (${labels})` : ''}`,
        how: 'How they agreed',
        howHint:
          'For example: asked aloud at the start of the call, after the words on the sheet were read out.',
        button: 'Record this',
        howMissing: 'Write in a few words how they agreed.',
        nobody: 'Tick at least one person, or everybody.',
        again: 'Recorded before:',
      },
      notices: 'Taken for notices of the program',
      noticesLead: 'Not somebody’s words, as far as we can tell: nobody is counted for them.',
      notUnderstood: 'Not understood',
      notUnderstoodLead: 'We could not tell whose words these lines are, so they are in no passage.',
      line: 'Line',
      text: 'What stands there',
      why: 'Why',
      shut: 'shut until somebody records how the people agreed',
      none: 'None.',
      onlyHeading: 'Only the file’s own heading.',
      remove: 'Take this file out again',
      removeTitle: 'Take this file out?',
      removeLead:
        'All that came with it goes: passages, changes, themes on them, quotes made of them. The keys are destroyed, so no backup brings the words back.',
      removeButton: 'Take it out',
      keep: 'Keep it',
      reasons: {
        encryption: 'notice about encryption',
        group: 'about the group',
        'joined-or-left': 'somebody joined or left',
        deleted: 'a deleted message',
        media: 'a picture or recording that is not in the file',
        poll: 'a poll',
        call: 'a call',
        reaction: 'a reaction',
        private: 'written to one person alone, not to the call',
        'cue-metadata': 'the recording’s own marks',
        header: 'a heading',
        'auto-reply': 'an automatic reply',
        bounce: 'a mail that could not be delivered',
        receipt: 'a note that a mail was opened',
        invitation: 'an invitation to a meeting',
        signature: 'a name and address under a mail',
        'no-words': 'a mail without words',
        system: 'a line of the program',
      },
    },
    done: {
      'brought-in': 'The file is in. Look below whether we understood it.',
      agreed: 'Recorded.',
      right: 'The file is here now. Its words can be read where people said yes.',
      'read-again': 'We are reading the file again.',
      removed: 'The file and all that came with it are gone.',
    },
    failures: {
      empty: 'There is no text in this file. Look whether it is the one you meant.',
      binary:
        'This file does not hold text. Send a transcript, a chat, a document (.docx, .odt, .pdf, .txt) or a table (.xlsx, .ods, .csv).',
      unknown:
        'We cannot read this kind of file. Send a transcript (.vtt), a chat (.txt or .zip), a document (.docx, .odt, .pdf, .txt) or a table (.xlsx, .ods, .csv).',
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
      noWords:
        'We could not see which column holds the words. Name that column “words” and send the table again.',
      nothing: 'We found nobody’s words in this file. Look whether it is the one you meant.',
      longLine: (line: number) =>
        `Line ${line} never ends: it is longer than a book. Look whether the file is the one you meant.`,
      twice: 'This file was brought in before. Nothing was added.',
      waits: 'This file is here already. It waits to be checked.',
      checked: 'Somebody has said already that this file is right. To bring it in again, take it out first.',
      agreeFirst: 'First write down how the people in this file agreed. Then say that it is right.',
      arriving: 'This file is being brought in right now. Look again in a minute.',
      lost: 'The file is no longer here. Please send it again.',
    },
  },
} as const
