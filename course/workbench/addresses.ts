// Where pages live, and how a page finds them when it is opened from a disk.
import path from 'node:path';

export { lessonUrl } from '../lessons/urls';

/** The file of the static site that holds an address. */
export function fileOf(address: string): string {
  return address.endsWith('/')
    ? `${address.slice(1)}index.html`
    : address.slice(1);
}

/**
 * Makes every absolute address of a page relative to it, so the site works
 * under any folder of a web server, and from a disk without one.
 */
export function relativeLinks(page: string, address: string): string {
  const here = path.posix.dirname(`/${fileOf(address)}`);
  return page.replace(
    /(\s(?:href|src)=")(\/[^"#?/][^"#?]*|\/)(?=["#?])/g,
    (_all, before: string, target: string) =>
      before + (path.posix.relative(here, `/${fileOf(target)}`) || '.'),
  );
}
