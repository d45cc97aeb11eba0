import type { Generated } from 'kysely'

/** What lies in a person's own space, and the ways into it. */
export type SpacesTables = {
  space: SpaceTable
  space_entry: SpaceEntryTable
  space_session: SpaceSessionTable
  space_leaving: SpaceLeavingTable
  space_passkey: SpacePasskeyTable
  space_address: SpaceAddressTable
  space_named: SpaceNamedTable
  space_vouch: SpaceVouchTable
  space_recovery: SpaceRecoveryTable
  way_back: WayBackTable
  invitation: InvitationTable
  look: LookTable
  safeguarding_record: SafeguardingRecordTable
  safeguarding_words: SafeguardingWordsTable
  safeguarding_implicated: SafeguardingImplicatedTable
  safeguarding_decision: SafeguardingDecisionTable
  safeguarding_line: SafeguardingLineTable
  safeguarding_letter: SafeguardingLetterTable
  emergency: EmergencyTable
  offer: OfferTable
  later_letter: LaterLetterTable
  moving_on: MovingOnTable
}

type SpaceTable = {
  tenant_id: string
  name_sealed: Buffer
  quiet_sealed: Buffer | null
  phrase_sealed: Buffer | null
  phrase_until: Date | null
  begun_on: Generated<string>
}

type SpaceEntryTable = {
  id: string
  entry_index: Buffer
  space_id: string
  renewed_at: Generated<Date | null>
}

type SpaceSessionTable = {
  id: string
  token_hash: Buffer
  space_id: string
  is_shared: boolean
  created_at: Generated<Date>
  last_seen_at: Generated<Date>
  expires_at: Date
}

type SpaceLeavingTable = {
  space_id: string
  begun_at: Generated<Date>
}

type SpacePasskeyTable = {
  id: string
  space_id: string
  credential: string
  public_key: string
  counter: number
  created_at: Generated<Date>
  last_used_at: Date | null
}

type SpaceAddressTable = {
  id: string
  space_id: string
  address_index: Buffer
  added_at: Generated<Date>
}

type SpaceNamedTable = {
  id: string
  space_id: string
  pair_index: Buffer
}

type SpaceVouchTable = {
  id: string
  space_id: string
  code_index: Buffer
  account_id: string
  organisation_id: string
  vouched_at: Generated<Date>
}

type SpaceRecoveryTable = {
  id: string
  space_id: string
  waiting_index: Buffer
  begun_by: string
  paused: Generated<string[]>
  begun_at: Generated<Date>
  stopped_at: Date | null
  used_at: Date | null
}

type WayBackTable = {
  tenant_id: string
  address_sealed: Buffer | null
  named_sealed: Buffer | null
  organisation_id: string | null
}

type InvitationTable = {
  tenant_id: string
  id: string
  organisation_id: string | null
  account_id: string | null
  coach_sealed: Buffer | null
  known_as_sealed: Buffer | null
  asked_by: string
  state: string
  code_index: Buffer | null
  rooms: string[] | null
  until: Date | null
  is_tryout: Generated<boolean>
  spoken_at: Date | null
  asked_at: Generated<Date>
  opened_at: Date | null
  changed_at: Generated<Date>
}

type LookTable = {
  tenant_id: string
  id: string
  at: Generated<Date>
  account_id: string | null
  who_sealed: Buffer
  room: string
  why: string
  about_id: string | null
  told_from: Generated<Date>
}

type OfferTable = {
  tenant_id: string
  id: string
  account_id: string
  code_index: Buffer
  made_at: Generated<Date>
  expires_at: Date
}

type SafeguardingRecordTable = {
  tenant_id: string
  id: string
  kind: string
  about_space: string
  names_sealed: Buffer
  duty: string
  written_by: string
  written_at: Generated<Date>
  told_at: Date | null
  decide_by: Generated<string>
  kept_until: Generated<string>
  shut_at: Date | null
  shut_by: string | null
}

type SafeguardingWordsTable = {
  tenant_id: string
  safeguarding_record_id: string
  happened_sealed: Buffer | null
  why_sealed: Buffer
  acted_sealed: Buffer | null
  wish_sealed: Buffer | null
  third_parties_sealed: Buffer | null
  withheld: string | null
}

type SafeguardingImplicatedTable = {
  tenant_id: string
  safeguarding_record_id: string
  account_id: string
  named_by: string
  named_at: Generated<Date>
}

type SafeguardingDecisionTable = {
  tenant_id: string
  id: string
  safeguarding_record_id: string
  kind: string
  words_sealed: Buffer
  until: string | null
  is_first: Generated<boolean>
  said_by: string
  said_at: Generated<Date>
  agreed_by: string | null
  agreed_at: Date | null
}

type SafeguardingLineTable = {
  tenant_id: string
  id: string
  safeguarding_record_id: string
  words_sealed: Buffer
  written_at: Generated<Date>
}

type SafeguardingLetterTable = {
  tenant_id: string
  id: string
  account_id: string
  wanted_at: Generated<Date>
  sent_at: Date | null
  is_again: Generated<boolean>
}

type EmergencyTable = {
  tenant_id: string
  id: string
  organisation_id: string
  account_id: string
  rooms: string[]
  begun_at: Generated<Date>
  until: Date
}

type LaterLetterTable = {
  tenant_id: string
  id: string
  words_sealed: Buffer
  written_at: Generated<Date>
}

type MovingOnTable = {
  tenant_id: string
  moved_on_at: Generated<Date>
  goes_at: Date | null
}
