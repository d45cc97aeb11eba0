import { writePaths } from './offline/write-paths.ts'

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
  named: '/space/keys/two',
  forgetNamed: '/space/keys/two/remove',
  helping: '/space/keys/two/others',
  lost: '/space/lost',
  lostBack: '/space/lost/back',
  stopAsking: '/space/lost/stop',
  endPause: '/space/lost/again',
  address: '/space/keys/mail',
  addAddress: '/space/keys/mail/code',
  removeAddress: '/space/keys/mail/remove',
  enterByCode: '/space/in/code',
  typeCode: '/space/in/code/type',
  devices: '/space/keys/device',
  removeDevice: (passkeyId: string) => `/space/keys/device/${passkeyId}/remove`,
  enterByDevice: '/space/in/device',
  /** Neutral even beside the others: it stands in the history, and on a page that is printed. */
  quiet: '/space/keys/more',
  removeQuiet: '/space/keys/more/remove',
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
  /** A form that says at once that it was about hard days. */
  newHardConversation: '/space/conversations/new?for=keeping',
  hardDays: (conversationId: string) => `/space/conversations/${conversationId}/about`,
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
  letGoNow: '/space/all/now',
  /** After everything has gone; open to anybody. */
  gone: '/space/over',
  /** What somebody had to write down, once its person was told. */
  written: '/space/written',
  /** A line of one's own beside it. */
  besideWritten: (recordId: string) => `/space/written/${recordId}`,
  takeBackWritten: (recordId: string, lineId: string) => `/space/written/${recordId}/${lineId}/take-back`,
  keeping: '/space/keeping',
  keepingPart: (part: string) => `/space/keeping/words/${part}`,
  keepingEarlier: '/space/keeping/before',
  keepingRemoveAll: '/space/keeping/before/remove',
  keepingVersion: (versionId: string) => `/space/keeping/before/${versionId}`,
  keepingAgain: (versionId: string) => `/space/keeping/before/${versionId}/again`,
  keepingRemove: (versionId: string) => `/space/keeping/before/${versionId}/remove`,
  /** What can be taken along: shown to be printed, and as a file. */
  keepingPaper: '/space/keeping/list',
  keepingFile: '/space/keeping/list/file',
  chances: '/space/keeping/chances',
  newChance: '/space/keeping/chances/new',
  chance: (chanceId: string) => `/space/keeping/chances/${chanceId}`,
  changeChance: (chanceId: string) => `/space/keeping/chances/${chanceId}/change`,
  putChance: (chanceId: string) => `/space/keeping/chances/${chanceId}/put`,
  removeChance: (chanceId: string) => `/space/keeping/chances/${chanceId}/remove`,
  chanceEarlier: (chanceId: string) => `/space/keeping/chances/${chanceId}/before`,
  chanceVersion: (chanceId: string, versionId: string) =>
    `/space/keeping/chances/${chanceId}/before/${versionId}`,
  removeChanceVersion: (chanceId: string, versionId: string) =>
    `/space/keeping/chances/${chanceId}/before/${versionId}/remove`,

  goals: '/space/goals',
  addGoal: '/space/goals/new',
  goalsFile: '/space/goals/goals.json',
  answerSuggestion: (suggestionId: string) => `/space/goals/suggested/${suggestionId}`,
  goal: (goalId: string) => `/space/goals/${goalId}`,
  goalWords: (goalId: string) => `/space/goals/${goalId}/words`,
  goalEarlier: (goalId: string) => `/space/goals/${goalId}/earlier`,
  letGoalWordsGo: (goalId: string, wordingId: string) => `/space/goals/${goalId}/earlier/${wordingId}/remove`,
  goalState: (goalId: string) => `/space/goals/${goalId}/state`,
  goalPlace: (goalId: string) => `/space/goals/${goalId}/place`,
  goalMarks: (goalId: string) => `/space/goals/${goalId}/numbers`,
  removeMark: (goalId: string, markId: string) => `/space/goals/${goalId}/numbers/${markId}/remove`,
  removeGoal: (goalId: string) => `/space/goals/${goalId}/remove`,
  addStep: (goalId: string) => `/space/goals/${goalId}/steps`,
  step: (stepId: string) => `/space/goals/steps/${stepId}`,
  stepEarlier: (stepId: string) => `/space/goals/steps/${stepId}/earlier`,
  letStepWordsGo: (stepId: string, wordingId: string) =>
    `/space/goals/steps/${stepId}/earlier/${wordingId}/remove`,
  stepState: (stepId: string) => `/space/goals/steps/${stepId}/state`,
  stepPlace: (stepId: string) => `/space/goals/steps/${stepId}/place`,
  removeStep: (stepId: string) => `/space/goals/steps/${stepId}/remove`,

  today: '/today',
  /** The same, after something was done in a space. */
  todayIn: (spaceId: string) => `/today?in=${spaceId}`,
  ...writePaths,
  writeFor: (spaceId: string) => `${writePaths.write}#${spaceId}`,
  offers: '/offers',
  makeOffer: '/offers/new',
  removeOffer: (offerId: string) => `/offers/${offerId}/remove`,
  takeAsked: '/offers/asked',
  guest: (spaceId: string) => `/spaces/${spaceId}`,
  /** Says whether a space is open to who asks. */
  guestOpen: (spaceId: string) => `/spaces/${spaceId}/open`,
  guestConversations: (spaceId: string) => `/spaces/${spaceId}/conversations`,
  guestNote: (spaceId: string) => `/spaces/${spaceId}/conversations/new`,
  guestConversation: (spaceId: string, conversationId: string) =>
    `/spaces/${spaceId}/conversations/${conversationId}`,
  guestHardDays: (spaceId: string, conversationId: string) =>
    `/spaces/${spaceId}/conversations/${conversationId}/about`,
  guestLine: (spaceId: string, conversationId: string, lineId: string) =>
    `/spaces/${spaceId}/conversations/${conversationId}/${lineId}`,
  askedAloud: (spaceId: string) => `/spaces/${spaceId}/today`,
  spoken: (spaceId: string) => `/spaces/${spaceId}/go-on`,
  guestKeepingSafe: (spaceId: string) => `/spaces/${spaceId}/keeping-safe`,
  guestChanceLine: (spaceId: string, chanceId: string) =>
    `/spaces/${spaceId}/keeping-safe/chances/${chanceId}/line`,
  guestGoals: (spaceId: string) => `/spaces/${spaceId}/goals`,
  guestSuggest: (spaceId: string) => `/spaces/${spaceId}/goals/suggest`,
  guestTakeBack: (spaceId: string, suggestionId: string) =>
    `/spaces/${spaceId}/goals/suggested/${suggestionId}/take-back`,
  guestTogether: (spaceId: string) => `/spaces/${spaceId}/goals/together`,
  vouch: (spaceId: string) => `/spaces/${spaceId}/way-back`,
  /** Where a second one says to have spoken with somebody too. */
  second: '/way-back',
  goAway: (spaceId: string) => `/spaces/${spaceId}/leave`,

  safeguarding: '/safeguarding',
  writeRecord: '/safeguarding/new',
  record: (recordId: string) => `/safeguarding/${recordId}`,
  decide: (recordId: string) => `/safeguarding/${recordId}/decide`,
  agree: (recordId: string, decisionId: string) => `/safeguarding/${recordId}/decisions/${decisionId}/agree`,
  /** What an emergency opened is shut by somebody who keeps people safe. */
  shutEmergency: (recordId: string) => `/safeguarding/${recordId}/shut`,
  implicate: (recordId: string) => `/safeguarding/${recordId}/implicated`,
  emergency: '/emergency',
}
