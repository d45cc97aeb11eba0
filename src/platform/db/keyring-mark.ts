import type pg from 'pg'
import { SettingWrong } from '../config/config.ts'
import type { Vault } from '../vault/vault.ts'

type Mark = { ring: string; destroyed: string; deployment_index: Buffer; people: boolean }

/** Tells which deployment key the accounts of a database are sealed under. */
export function indexDeploymentKey(vault: Vault): Buffer {
  return vault.fingerprint('keyring-mark', 'deployment')
}

/**
 * Notes how far this keyring is, after making sure that it is the one of this database, under the key it should be, and
 * not an older one: keys that were destroyed since would be in it again. Throws `SettingWrong` with what to do.
 */
export async function markKeyring(client: pg.Client, vault: Vault, older: 'refuse' | 'allow'): Promise<void> {
  // Asked again here: somebody may have changed the key while this process waited for its turn.
  if (!vault.isUnderOurKey()) {
    throw new SettingWrong('The deployment key was changed just now. Start again with the new one.')
  }
  const { ring, destroyed } = vault.state
  const index = indexDeploymentKey(vault)
  const answer = await client.query<Mark>(
    `select ring, destroyed::text, deployment_index, exists (select from organisation) as people
     from scope.keyring_mark`,
  )
  const mark = answer.rows[0]
  if (mark?.people) refuseWrong(mark, { ring, destroyed, index }, older)
  await client.query(
    `insert into scope.keyring_mark (ring, destroyed, deployment_index) values ($1, $2, $3)
     on conflict (one) do update set ring = $1, destroyed = $2, deployment_index = $3`,
    [ring, older === 'allow' ? Math.max(destroyed, Number(mark?.destroyed ?? 0)) : destroyed, index],
  )
}

function refuseWrong(
  mark: Mark,
  ours: { ring: string; destroyed: number; index: Buffer },
  older: 'refuse' | 'allow',
): void {
  if (mark.ring !== ours.ring) {
    throw new SettingWrong(
      'This keyring is not the one this database was used with. Set OWNTERMS_KEYRING to that one; with another nothing can be opened.',
    )
  }
  if (!mark.deployment_index.equals(ours.index)) {
    throw new SettingWrong(
      'The addresses of people in this database are under another deployment key. Finish with: ownterms keyring rotate',
    )
  }
  if (ours.destroyed < Number(mark.destroyed) && older === 'refuse') {
    throw new SettingWrong(
      'This keyring is older than this database: keys that were destroyed since are in it again. Put a current copy in its place (ownterms keyring restore). If there is none, run: ownterms keyring sweep',
    )
  }
}
