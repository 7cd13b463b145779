// `npm run course export`: the course as a git repository.
import path from 'node:path';
import type { Command } from '../command';
import { root, writtenCheckpoints } from '../find-lesson';
import { exitCodes } from '../plain-error';
import { exportCourse } from '../steps/export';
import { typedPath } from '../terminal';

export const command: Command = {
  summary: 'writes the course as a git repository, one commit a step',
  usage: [
    'npm run course export                 into .course/export',
    'npm run course export ../node-server  into another, empty folder',
  ],
  help: 'Each checkpoint is a commit with its id as a tag: "git diff 03.02 03.03" shows a lesson. The hashes are the same wherever the same steps are exported.',
  async run([word], flags) {
    const folder = word
      ? typedPath(word)
      : path.join(root, '.course', 'export');
    const hashes = exportCourse(folder, writtenCheckpoints);
    const steps = writtenCheckpoints.map(({ id, title }, i) => ({
      tag: id,
      commit: hashes[i],
      title,
    }));
    if (flags.json) {
      console.log(JSON.stringify({ folder, steps }, null, 2));
      return exitCodes.holds;
    }
    for (const { tag, commit, title } of steps) {
      console.log(`${tag.padEnd(9)} ${commit.slice(0, 10)}  ${title}`);
    }
    console.log(`\n${steps.length} steps are in ${folder}, byte for byte.`);
    return exitCodes.holds;
  },
};
