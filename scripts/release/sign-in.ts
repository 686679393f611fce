// FOXDEN_IMAGE=… FOXDEN_REGISTRY_USER=… FOXDEN_REGISTRY_PASSWORD=… node scripts/run.mjs scripts/release/sign-in.ts
//
// Signs in to the registry that the image's name begins with.
import { needed, tool } from './step.ts';

const image = needed('FOXDEN_IMAGE', 'the image with its registry, without a tag');
const user = needed('FOXDEN_REGISTRY_USER', "the registry's user");
const input = needed('FOXDEN_REGISTRY_PASSWORD', 'a token that may write to the registry');
await tool('docker', ['login', image.split('/')[0]!, '--username', user, '--password-stdin'], { input });
