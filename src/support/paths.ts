/**
 * Addresses of this part. A person's own say nothing of what is there: somebody else may look through the history of the
 * phone.
 */
export const supportPaths = {
  space: '/space',
  begin: '/space/begin',
  enter: '/space/in',
  leave: '/space/out',
  /** A link that can be followed in a hurry: the cookie goes, and an everyday page comes. */
  leaveQuickly: '/space/weather',
  phrase: '/space/words',
  phraseWritten: '/space/words/written',
  /** The ways in, and what changes them. */
  keys: '/space/keys',
  newWords: '/space/keys/words',
  newName: '/space/keys/name',
  endOthers: '/space/keys/others',
  devices: '/space/keys/device',
  removeDevice: (passkeyId: string) => `/space/keys/device/${passkeyId}/remove`,
  enterByDevice: '/space/in/device',
  quiet: '/space/keys/second',
  removeQuiet: '/space/keys/second/remove',
  invitations: '/space/people',
  answerOffer: '/space/people/card',
  acceptOffer: '/space/people/card/yes',
  askCoach: '/space/people/ask',
  invitation: (invitationId: string) => `/space/people/${invitationId}`,
  changeInvitation: (invitationId: string) => `/space/people/${invitationId}/change`,
  invitationRooms: (invitationId: string) => `/space/people/${invitationId}/rooms`,
  conversations: '/space/conversations',
  newConversation: '/space/conversations/new',
  conversation: (conversationId: string) => `/space/conversations/${conversationId}`,
  takeBackAll: (conversationId: string) => `/space/conversations/${conversationId}/take-back`,
  line: (conversationId: string, lineId: string) => `/space/conversations/${conversationId}/${lineId}`,
  takeBack: (conversationId: string, lineId: string) =>
    `/space/conversations/${conversationId}/${lineId}/take-back`,
  askToday: '/space/today',
  keepToday: '/space/today/keep',
  clearToday: '/space/today/clear',
  looks: '/space/looks',
  leaving: '/space/all',
  takeOut: '/space/all/file',
  letter: '/space/all/letter',
  removeLetter: (letterId: string) => `/space/all/letter/${letterId}/remove`,
  moveOn: '/space/all/close',
  comeBack: '/space/all/open',
  whatGoes: '/space/all/what',
  whenItGoes: '/space/all/when',
  /** After everything has gone; open to anybody. */
  gone: '/space/over',
  /** What somebody had to write down, once its person was told. */
  written: '/space/written',

  today: '/today',
  offers: '/offers',
  makeOffer: '/offers/new',
  removeOffer: (offerId: string) => `/offers/${offerId}/remove`,
  takeAsked: '/offers/asked',
  guest: (spaceId: string) => `/spaces/${spaceId}`,
  guestConversations: (spaceId: string) => `/spaces/${spaceId}/conversations`,
  guestNote: (spaceId: string) => `/spaces/${spaceId}/conversations/new`,
  guestConversation: (spaceId: string, conversationId: string) =>
    `/spaces/${spaceId}/conversations/${conversationId}`,
  guestLine: (spaceId: string, conversationId: string, lineId: string) =>
    `/spaces/${spaceId}/conversations/${conversationId}/${lineId}`,
  askedAloud: (spaceId: string) => `/spaces/${spaceId}/today`,
  spoken: (spaceId: string) => `/spaces/${spaceId}/go-on`,
  goAway: (spaceId: string) => `/spaces/${spaceId}/leave`,

  safeguarding: '/safeguarding',
  writeRecord: '/safeguarding/new',
  record: (recordId: string) => `/safeguarding/${recordId}`,
  decide: (recordId: string) => `/safeguarding/${recordId}/decide`,
  agree: (recordId: string, decisionId: string) => `/safeguarding/${recordId}/decisions/${decisionId}/agree`,
  implicate: (recordId: string) => `/safeguarding/${recordId}/implicated`,
  emergency: '/emergency',
}
