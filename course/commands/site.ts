// `npm run site`: the course's pages as files, for any web server.
import path from 'node:path';
import type { Command } from '../command';
import { root } from '../find-lesson';
import { exitCodes } from '../plain-error';
import { buildSite } from '../workbench';

export const command: Command = {
  summary: 'writes the course as static pages into site/',
  usage: ['npm run site', 'npm run site public'],
  help: 'The pages need no server: open site/index.html, or put the folder on any web server. An earlier site there is replaced.',
  async run([word = 'site']) {
    const folder = path.resolve(root, word);
    const pages = await buildSite(folder);
    console.log(`${pages} pages are in ${folder}`);
    return exitCodes.holds;
  },
};
