/** What the pages about mailboxes say. */
export const mailboxWords = {
  'en-GB': {
    title: 'Mailboxes',
    lead: 'People can answer by e-mail. Give the address of a mailbox on your leaflet, and we fetch what comes.',
    about: [
      'Only the server you name here is asked. We read, and change nothing there: no mail is deleted or marked as read.',
      'Each mail comes in once. We keep what its sender wrote and leave out what it quotes, signatures and automatic replies.',
      'Nobody can read the words until a listener records how the sender agreed.',
    ],
    list: 'Mailboxes of this exercise',
    none: 'No mailbox is set up.',
    noneWhy: 'It may stay so: words can come through the other doors alone.',
    columns: { mailbox: 'Mailbox', state: 'State', arrived: 'Mails brought in' },
    add: 'Set up a mailbox',
    fields: {
      host: 'Mail server',
      hostHint:
        'The name for incoming mail (IMAP), for example imap.example.org. Your mail provider says it.',
      port: 'Port',
      portHint: 'Nearly always 993.',
      security: 'How the connection is protected',
      tls: 'TLS from the start (port 993)',
      starttls: 'STARTTLS (port 143)',
      none: 'Not at all',
      noneHint: 'Only for a mail server on this same machine.',
      user: 'User name',
      userHint: 'Often the whole e-mail address.',
      password: 'Password',
      passwordHint:
        'Many providers ask for an “app password” made for this one use. It is kept sealed and never shown again.',
      passwordAgain: 'Write it again, also when it stays the same: so nobody can send it to another server.',
      folder: 'Folder',
      folderHint: 'All mails in this folder are answers to this exercise. INBOX is where new mail lands.',
    },
    missing: {
      host: 'Write the name of the mail server.',
      hostWrong:
        'This is not the name of a server. It looks like imap.example.org, without https:// before it.',
      portWrong: 'A port is a number from 1 to 65535. Nearly always it is 993.',
      security: 'Choose how the connection is protected.',
      noneElsewhere: 'Without protection your password could be read on the way. Choose TLS, or STARTTLS.',
      user: 'Write the user name.',
      password: 'Write the password.',
      folder: 'Write the name of the folder.',
      tooLong: 'This is too long.',
    },
    tryAndSave: 'Try it and save',
    saveAnyway: 'Save it all the same',
    cancel: 'Leave it as it is',
    troubles: {
      'host-unknown': 'No server has this name. Look at the spelling of the mail server.',
      'not-listening': 'There is a machine, but no mail server answers at this port. Look at the port.',
      'no-answer': 'The mail server does not answer. Look at its name and port, or try again later.',
      certificate:
        'The mail server cannot prove that it is the one you named, so we sent it nothing. Ask your mail provider for the right name.',
      'no-tls': 'The mail server does not speak this way of protection at this port. Try the other one.',
      login: 'The mail server refuses this user name or password.',
      folder: 'The mailbox opens, but it has no folder of this name.',
      'broken-off': 'The connection to the mail server broke off. We try again by ourselves.',
    },
    works: (count: number) =>
      count === 1
        ? 'It works: one mail lies in this folder.'
        : `It works: ${count.toLocaleString('en-GB')} mails lie in this folder.`,
    state: {
      off: 'Stopped. No mail is fetched.',
      waiting: 'Set up. It is read for the first time within two minutes.',
      read: (when: string) => `Read every few minutes, last on ${when}.`,
      trouble: (when: string) => `We try again by ourselves, next on ${when}.`,
    },
    facts: {
      state: 'State',
      server: 'Mail server',
      folder: 'Folder',
      user: 'User name',
      arrived: 'Brought in',
      passedOver: 'Left out',
    },
    mails: (n: number) =>
      n === 0 ? 'no mail yet' : n === 1 ? 'one mail' : `${n.toLocaleString('en-GB')} mails`,
    passedOver: (n: number) =>
      n === 0
        ? 'no mail'
        : `${n === 1 ? 'one mail' : `${n.toLocaleString('en-GB')} mails`}, without words of its sender: automatic replies, mails sent on, empty ones. They lie on the server still.`,
    toSource: 'Who wrote, and what they agreed to',
    tryNow: 'Try it now',
    change: 'Change it',
    stop: 'Stop reading it',
    start: 'Read it again',
    remove: 'Forget this mailbox',
    changeTitle: 'Change this mailbox',
    removeTitle: 'Forget this mailbox?',
    removeLead:
      'Its password goes from here. The mails on the server stay, and so do the words that came through it.',
    removeButton: 'Forget it',
    keep: 'Keep it',
    done: {
      added: 'Set up. The first mails come within two minutes.',
      changed: 'Changed.',
      stopped: 'Stopped. No more mail is fetched.',
      started: 'It is read again.',
      removed: 'The mailbox is forgotten here. Nothing changed on the server.',
    },
  },
} as const
