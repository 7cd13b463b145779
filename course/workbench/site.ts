// The static site: the same pages as files.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../find-lesson';
import { lessons } from '../outline';
import { PlainError } from '../plain-error';
import { fileOf, lessonUrl, relativeLinks } from './addresses';
import { assetFiles } from './assets';
import { homePage } from './home';
import { lessonPage } from './lesson-page';
import { missingPage } from './missing-page';
import { codeColours, partsOf, searchScript } from './pages';

/** Is in every site that we wrote, and in no other folder. */
const ours = path.join('assets', 'search-index.js');

/**
 * Writes the site into `folder`, emptied first. Returns how many pages.
 * @throws PlainError where the folder holds anything but an earlier site
 */
export async function buildSite(folder: string): Promise<number> {
  if (!isEmpty(folder) && !fs.existsSync(path.join(folder, ours))) {
    throw new PlainError(
      `${folder} holds other files, which the site would replace. Name a new folder.`,
    );
  }
  fs.rmSync(folder, { recursive: true, force: true });
  const written = lessons.filter((one) => one.written);
  writePage(folder, '/', homePage({}));
  for (const lesson of written) {
    const page = lessonPage(lesson, await partsOf(lesson), {});
    writePage(folder, lessonUrl(lesson), page);
  }
  writePage(
    folder,
    '/404.html',
    missingPage('This address is none of the course.', {}),
  );
  write(folder, '/assets/code.css', await codeColours());
  writeAssets(folder);
  return written.length + 2;
}

function isEmpty(folder: string): boolean {
  return !fs.existsSync(folder) || fs.readdirSync(folder).length === 0;
}

function writePage(folder: string, address: string, page: string) {
  write(folder, fileOf(address), relativeLinks(page, address));
}

function writeAssets(folder: string) {
  for (const { address, file } of assetFiles()) {
    // What only the live server's pages load stays away.
    if (path.basename(file).startsWith('live')) continue;
    write(folder, address, fs.readFileSync(file));
  }
  write(folder, '/assets/search-index.js', searchScript());
  const pictures = path.join(root, 'docs', 'pictures');
  if (!fs.existsSync(pictures)) return;
  fs.cpSync(pictures, path.join(folder, 'pictures'), { recursive: true });
}

function write(folder: string, name: string, content: string | Buffer) {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}
