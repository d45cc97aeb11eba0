import type { EarlyCommand } from '../../platform/commands.ts'
import { rotateDeploymentKey } from './deployment-key.ts'
import { deploymentKeyWords } from './deployment-key.words.ts'

const words = deploymentKeyWords['en-GB']

/** `ownterms keyring rotate` */
export const keyringRotateCommand: EarlyCommand = {
  name: 'keyring rotate',
  usage: 'keyring rotate',
  takes: [],
  early: async ({ config, print }) => {
    const rotated = await rotateDeploymentKey(config, print)
    if (rotated.isFinished) print(words.finishing)
    print(words.done(rotated.organisations))
    print(rotated.isInSettings ? words.inSettings : words.inFile(config.keyringFolder))
    print(words.after)
  },
}
