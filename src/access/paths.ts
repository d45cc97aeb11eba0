/** Addresses of this part, for routes, pages and tests. */
export const accessPaths = {
  home: '/',
  setUp: '/set-up',
  signIn: '/sign-in',
  signInCode: '/sign-in/code',
  signInPasskey: '/sign-in/passkey',
  signOut: '/sign-out',
  sessions: '/sessions',
  endSession: (sessionId: string) => `/sessions/${sessionId}/end`,
  endOtherSessions: '/sessions/others/end',
  passkeys: '/sessions/passkeys',
  removePasskey: (passkeyId: string) => `/sessions/passkeys/${passkeyId}/remove`,
  changeOrganisation: '/sessions/organisation',
  staff: '/staff',
  staffMember: (accountId: string) => `/staff/${accountId}`,
  removeStaffMember: (accountId: string) => `/staff/${accountId}/remove`,
  passkeyException: (accountId: string) => `/staff/${accountId}/typed-code`,
  agreePasskeyException: (accountId: string) => `/staff/${accountId}/typed-code/agree`,
  organisation: '/organisation',
  organisationPasskeys: '/organisation/passkeys',
  /** Where people who work here begin: leads to the first of their pages. */
  work: '/work',
  exercises: '/exercises',
  /** A coach's own side. */
  today: '/today',
  offers: '/offers',
  safeguarding: '/safeguarding',
  /** The program itself, for anybody (the licence wants it offered). Its address says nothing of the page before it. */
  program: '/program',
  programFile: '/program.tar.gz',
  /** The published series, for anybody. */
  read: '/read',
}
