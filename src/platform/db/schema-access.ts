import type { ColumnType, Generated } from 'kysely'

/** Accounts, organisations, who may do what, what happened, and work that waits. */
export type AccessTables = {
  account: AccountTable
  session: SessionTable
  sign_in_code: SignInCodeTable
  set_up_code: SetUpCodeTable
  passkey: PasskeyTable
  passkey_challenge: PasskeyChallengeTable
  organisation: OrganisationTable
  membership: MembershipTable
  passkey_exception: PasskeyExceptionTable
  audit_event: AuditEventTable
  task: TaskTable
}

type AccountTable = {
  id: string
  address_sealed: Buffer
  address_index: Buffer
  created_at: Generated<Date>
}

type SessionTable = {
  id: string
  token_hash: Buffer
  account_id: string
  tenant_id: string | null
  created_at: Generated<Date>
  last_seen_at: Generated<Date>
  expires_at: Date
  revoked_at: Date | null
  by_passkey: Generated<boolean>
}

type SignInCodeTable = {
  id: string
  address_index: Buffer
  browser_hash: Buffer
  code_hash: Buffer
  attempts: Generated<number>
  created_at: Generated<Date>
  expires_at: Date
  used_at: Date | null
}

type SetUpCodeTable = {
  id: string
  code_hash: Buffer
  attempts: Generated<number>
  created_at: Generated<Date>
  used_at: Date | null
}

type PasskeyTable = {
  id: string
  account_id: string
  credential: string
  public_key: string
  counter: number
  name_sealed: Buffer
  created_at: Generated<Date>
  last_used_at: Date | null
}

type PasskeyChallengeTable = {
  challenge_hash: Buffer
  expires_at: Date
}

type OrganisationTable = {
  tenant_id: string
  name: string
  operator: Generated<string>
  help_lines: ColumnType<unknown, string | undefined, string>
  created_at: Generated<Date>
  passkeys_required: Generated<boolean>
}

type MembershipTable = {
  tenant_id: string
  account_id: string
  role: string
  name_sealed: Buffer
  created_at: Generated<Date>
}

type PasskeyExceptionTable = {
  tenant_id: string
  account_id: string
  asked_by: string
  asked_at: Generated<Date>
  agreed_by: string | null
  until: Date | null
}

type AuditEventTable = {
  tenant_id: string
  id: string
  at: Generated<Date>
  actor: string
  act: string
  about: string | null
  about_id: string | null
}

type TaskTable = {
  tenant_id: string
  id: string
  kind: string
  about_id: string
  state: Generated<string>
  done: Generated<number>
  total: Generated<number>
  failure: string | null
  attempts: Generated<number>
  created_at: Generated<Date>
  finished_at: Date | null
  retry_at: Date | null
}
