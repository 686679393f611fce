/** The names that a release fills in (docker/nas/names.json). */
export interface Names {
  image: string;
  repository: string;
}

/** Images that only this machine can have built. */
const local = /^localhost\//;

const images = /\b(?:image|Repository)["']?[:>]\s*["']?((?:[\w.-]+\/)*foxden)(?=[:@"'\s<])/g;
const repositories =
  /https:\/\/(?:raw\.githubusercontent\.com|github\.com|gitlab\.com|codeberg\.org|hub\.docker\.com\/r)\/[\w.-]+\/foxden\b/g;

/**
 * Finds names of images and repositories of Foxden that are neither this machine's own nor those of the release: an account
 * of such a name may belong to a stranger, whose image people would run.
 *
 * @param text - A file that people install from, or read.
 */
export function strangeNames(text: string, { image, repository }: Names): string[] {
  const named = [...text.matchAll(images)]
    .map(([, name]) => name!)
    .filter((name) => name !== image && !local.test(name));
  const raw = repository.replace('github.com', 'raw.githubusercontent.com');
  const addresses = [...text.matchAll(repositories)]
    .map(([address]) => address)
    .filter((address) => address !== repository && address !== raw);
  return [...named, ...addresses];
}
