// `npx sequelize-cli …` at the top level: the migrations and seeds of the
// furthest step that has some, on the database of that step's server.
import fs from 'node:fs';
import path from 'node:path';
import type { Command } from '../command';
import { stepDatabase } from '../database';
import { heading } from '../database/tell';
import { stepFolder, writtenCheckpoints } from '../find-lesson';
import { exitCodes, PlainError } from '../plain-error';
import { inTurn, migrationFiles, openRuntime, whyFailed } from '../runtime';
import { short } from '../terminal';

const migrateMs = 60_000;

export const command: Command = {
  summary: 'runs sequelize-cli for the furthest step that has migrations',
  usage: [
    'npm run course migrations db:migrate           runs those that wait',
    'npm run course migrations db:migrate:status    which ran, which wait',
    'npm run course migrations db:migrate:undo      takes the last one back',
    'npm run course migrations db:migrate:undo:all  takes all back',
    'npm run course migrations db:seed:all          puts the seeds in',
    'npm run course migrations db:seed:undo:all     takes the seeds out',
  ],
  help: 'In the course\'s own folder "npx sequelize-cli db:migrate" is the same, and takes all options of sequelize-cli: "npx sequelize-cli db:migrate:undo:all --to 0001-create-tables.ts". It starts PostgreSQL where it does not run, and prints the database that it works on: that of "npm run step" with this step. In a folder of your own sequelize-cli works for that folder.',
  async run() {
    // As they were typed: sequelize-cli has flags of its own.
    const words = process.argv.slice(3);
    const lesson = writtenCheckpoints.findLast((one) =>
      fs.existsSync(path.join(stepFolder(one), '.sequelizerc')),
    );
    if (!lesson) {
      throw new PlainError(
        'No step has migrations yet: lesson 13.01.01 is coming.',
      );
    }
    const folder = stepFolder(lesson);
    const database = await stepDatabase(lesson);
    console.log(`${lesson.id} ${lesson.title}: ${short(folder)}`);
    console.log(heading(database));
    const runtime = openRuntime({
      folder,
      database: { given: database },
      migrateMs,
    });
    const ran = await inTurn(database.url, () => runtime.run(words));
    if (ran.code === 0) {
      console.log(ran.text.trim());
      return exitCodes.holds;
    }
    const what = /seed/.test(words[0]) ? 'The seeds' : 'The migrations';
    const why = whyFailed(ran, migrationFiles(folder), migrateMs, what);
    throw new PlainError(why, exitCodes.doesNotHold);
  },
};
