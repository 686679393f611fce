import { casaos } from './formats/casaos.ts';
import { cosmos } from './formats/cosmos.ts';
import { plainCompose } from './formats/plain-compose.ts';
import { portainer } from './formats/portainer.ts';
import { runtipi } from './formats/runtipi.ts';
import { umbrel } from './formats/umbrel.ts';
import { unraid } from './formats/unraid.ts';
import { yunohost } from './formats/yunohost.ts';

/**
 * Builds the packages of all app stores from the manifest.
 *
 * @returns Content of each file, by its path below docker/nas.
 */
export function packages(): Record<string, string> {
  return {
    ...plainCompose(),
    ...portainer(),
    ...casaos(),
    ...umbrel(),
    ...runtipi(),
    ...cosmos(),
    ...unraid(),
    ...yunohost(),
  };
}
