// 13.01.06: a seed is run once, and takes back its own rows and no others.
import { checksFor, fail, type FreshDatabase } from './define';
import { addOthers, idsIn, plant, without } from './seeds';

const [deepBlue, gary] = ['seeders/0001-deep-blue.ts', 'seeders/0002-gary.ts'];
const config = 'config/config.cjs';
const dependsOn = [deepBlue, gary, config, '.sequelizerc'];
const condition = "bulkDelete('tests', row)";
const takeBack = `
export async function down(queryInterface: QueryInterface) {
  // Without a condition every row would go, also those of other people.
  await queryInterface.${condition};
}
`;

export default checksFor('13.01.06', {
  edits: {
    // What the old course did first.
    'null-condition': {
      file: deepBlue,
      find: condition,
      replace: "bulkDelete('tests', null)",
    },
    'no-down': { file: deepBlue, find: takeBack, replace: '' },
    'empty-down': {
      file: deepBlue,
      find: `  await queryInterface.${condition};\n`,
      replace: '',
    },
    'no-storage': {
      file: config,
      find: "  seederStorage: 'sequelize',\n",
      replace: '',
    },
    'no-second-seed': { file: gary, remove: true },
    'takes-all-names': {
      file: gary,
      find: condition,
      replace: `bulkDelete('tests', { testdata: ['Knight takes e6', 'Pawn to c6'] })`,
    },
    'clears-own': {
      file: deepBlue,
      find: "  await queryInterface.bulkInsert('tests', [{ ...row, ...timestamps }]);\n",
      replace:
        "  await down(queryInterface);\n  await queryInterface.bulkInsert('tests', [{ ...row, ...timestamps }]);\n",
    },
    // The first seed's `down`, copied and not changed.
    'takes-anothers': {
      file: gary,
      find: condition,
      replace: "bulkDelete('tests', { firstName: 'DeepBlue' })",
    },
  },
  checks: [
    {
      key: '13.01.06/once',
      title: 'A second db:seed:all adds nothing',
      kind: 'database',
      dependsOn,
      hints: {
        nudge:
          'Where could the command keep a list of the seeds that have run?',
        page: '#the-change',
        where: config,
      },
      faults: ['no-storage'],
      async run({ freshDatabase }) {
        const database = await freshDatabase();
        await database.cli('db:migrate');
        await plant(database);
        const before = await idsIn(database);
        await database.cli('db:seed:all');
        const more = without(await idsIn(database), before).size;
        if (more === 0) return;
        fail(`A second db:seed:all adds to "tests" once more: ${more}.`);
      },
    },
    {
      key: '13.01.06/own-rows',
      title: 'db:seed:undo:all removes the rows of the seeds and no others',
      kind: 'database',
      dependsOn,
      hints: {
        nudge: 'Which rows fit the condition of your down()?',
        page: '#how-it-works',
        where: `${deepBlue}#down`,
      },
      faults: ['null-condition', 'no-down', 'empty-down'],
      async run({ freshDatabase }) {
        const database = await freshDatabase();
        await database.cli('db:migrate');
        const before = await addOthers(database);
        const planted = await plant(database);
        const after = await addOthers(database);
        await database.cli('db:seed:undo:all');
        const others = new Set([...before, ...after]);
        await shouldTakeOnly(database, 'db:seed:undo:all', planted, others);
      },
    },
    {
      key: '13.01.06/second-alone',
      title: 'The second seed is taken back alone',
      kind: 'database',
      dependsOn,
      hints: {
        nudge: 'What is in the row of your second seed, and in no other row?',
        page: '#a-second-seed',
        where: `${gary}#down`,
      },
      faults: ['no-second-seed', 'takes-all-names', 'takes-anothers'],
      async run({ freshDatabase }) {
        const database = await freshDatabase();
        await database.cli('db:migrate');
        const names = seedsOf(database);
        const last = names.pop()!;
        const others = await addOthers(database);
        for (const name of names) {
          for (const id of await plant(database, name)) others.add(id);
        }
        const planted = await plant(database, last);
        const words = ['db:seed:undo', '--seed', last];
        await database.cli(...words);
        await shouldTakeOnly(database, words.join(' '), planted, others);
      },
    },
  ],
});

function seedsOf({ files }: FreshDatabase): string[] {
  const seeds = files().filter(({ folder }) => folder === 'seeders');
  if (seeds.length > 1) return seeds.map(({ name }) => name);
  fail('There is one seed at most in "seeders": this lesson makes a second.');
}

/** Fails where rows of the seeds are left, or others are gone. */
async function shouldTakeOnly(
  database: FreshDatabase,
  command: string,
  planted: Set<number>,
  others: Set<number>,
) {
  const now = await idsIn(database);
  const gone = without(others, now).size;
  if (gone > 0) {
    fail(
      `${command} removes rows of "tests" that it has not planted: ${gone}.`,
    );
  }
  if (without(planted, now).size === planted.size) return;
  fail(`${command} leaves the row that it should take back.`);
}
