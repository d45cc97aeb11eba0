import { Failure } from '../errors.ts'
import { ownTenant } from '../vault/vault.ts'
import type { Runtime } from '../runtime.ts'
import {
  hasOtherProcesses,
  selectDestroyed,
  selectIdsOf,
  selectTables,
  selectTenants,
} from './backup.queries.ts'
import { withOwner } from './backup.ts'
import { sayBackup } from './backup.words.ts'

/**
 * Destroys every key that no row of the database needs: those that an older keyring brought back, and those left by
 * work that was cut short. Only while nobody else works, because a key is made before its row. Throws Failure.
 */
export async function sweepKeyring(
  runtime: Pick<Runtime, 'ownerUrl' | 'vault' | 'isAlone' | 'config'>,
): Promise<{ keys: number; organisations: number }> {
  const { vault } = runtime
  return withOwner(runtime.ownerUrl, async (client) => {
    if ((!runtime.config.databaseUrl && !runtime.isAlone) || (await hasOtherProcesses(client))) {
      throw new Failure('invalid-state', sayBackup('othersWork'))
    }
    const sum = { keys: 0, organisations: 0 }
    // Whatever a table is about: its rows' ids may be those of keys. As the owner, who sees every row.
    const tables = (await selectTables(client)).filter(
      ({ columns }) => columns.includes('tenant_id') && columns.includes('id'),
    )
    const tenants = await selectTenants(client)
    for (const tenantId of tenants) {
      const needed = new Set([tenantId])
      for (const { name } of tables) {
        for (const id of await selectIdsOf(client, name, tenantId)) needed.add(id)
      }
      sum.keys += await vault.sweep(tenantId, (id) => needed.has(id))
    }
    for (const tenantId of vault.tenants.filter((one) => one !== ownTenant && !tenants.includes(one))) {
      sum.keys += await vault.sweep(tenantId, () => false)
      sum.organisations += 1
    }
    await vault.raise(await selectDestroyed(client))
    await vault.followCopies().catch(() => undefined)
    return sum
  })
}
