import type { Config } from '../../platform/config/config.ts'
import { openEmbedded } from '../../platform/db/embedded.ts'
import { refuseOtherProcesses, rekeyDatabase } from '../../platform/db/owner.ts'
import { Failure } from '../../platform/errors.ts'
import { readDeploymentKey, proveDeploymentKey } from '../../platform/vault/deployment-key.ts'
import { beginRotation, endRotation, findRotation, settleKeyFile } from '../../platform/vault/rotation.ts'
import { openForRotation } from '../../platform/vault/vault.ts'
import { resealAddresses } from '../accounts/account.ts'
import { resealPasskeyNames } from '../passkeys/passkeys.ts'
import { deleteSignIns } from './deployment-key.queries.ts'
import { deploymentKeyWords } from './deployment-key.words.ts'

const words = deploymentKeyWords['en-GB']

/** What a change came to. `isFinished`: it was one that had been cut short. */
export type Rotated = { organisations: number; isFinished: boolean; isInSettings: boolean }

/**
 * Changes the deployment's key: every organisation's key is wrapped anew, staff addresses and passkey names sealed anew,
 * sign-ins ended; words are not touched. Cut short at any point, it is finished by calling it again; until then nothing
 * starts. Throws Failure or SettingWrong with what to do.
 */
export async function rotateDeploymentKey(
  config: Config,
  print: (line: string) => void = () => undefined,
): Promise<Rotated> {
  const embedded = config.databaseUrl
    ? null
    : await openEmbedded({ folder: config.dataFolder, purpose: 'command', log: print })
  try {
    if (embedded?.owner === false) throw new Failure('invalid-state', words.others)
    const folder = config.keyringFolder
    const held = readDeploymentKey(config)
    const cutShort = findRotation(folder, held)
    if (!cutShort) proveDeploymentKey(folder, held)
    if (!cutShort && config.deploymentKey && !config.newDeploymentKey) {
      throw new Failure('invalid-state', words.noNewKey)
    }
    const wanted = config.newDeploymentKey ? Buffer.from(config.newDeploymentKey, 'base64') : null
    const ownerUrl = config.databaseUrl ?? embedded!.url
    // Before anything is written; and again, for good, in the transaction.
    await refuseOtherProcesses(ownerUrl, words.others)
    const rotation = cutShort ?? beginRotation(folder, held, wanted)
    await rekey(config, ownerUrl, rotation)
    const organisations = endRotation(folder, rotation)
    const isInSettings = Boolean(config.deploymentKey ?? config.newDeploymentKey)
    settleKeyFile(folder, isInSettings)
    return { organisations, isFinished: cutShort !== null, isInSettings }
  } finally {
    await embedded?.stop()
  }
}

async function rekey(
  config: Config,
  ownerUrl: string,
  rotation: { from: Buffer; to: Buffer },
): Promise<void> {
  const vaults = openForRotation(config, rotation)
  try {
    await rekeyDatabase(ownerUrl, { ...vaults, others: words.others }, async (tx) => {
      await resealAddresses(tx, vaults.from, vaults.to)
      await resealPasskeyNames(tx, vaults.from, vaults.to)
      await deleteSignIns(tx)
    })
  } finally {
    await vaults.close()
  }
}
