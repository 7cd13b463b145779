// Commands on a page: real ones, in the words they take, on every system.
import { describe, expect, it } from '@jest/globals';
import { lessonById } from '../../course/find-lesson';
import { commandProblem } from '../../course/replay';
import { usagesOf } from '../../course/replay/usage';

const at = (id: string) => lessonById(id);

describe('a command in a block', () => {
  it.each([
    'npm run list',
    'npm run list 03',
    'npm run diff 03.02',
    'npm run diff 02.03 03.03',
    'npm run begin 03.02 ../my-server',
    'npm run check 03.02 watch',
    'npm run check help',
    'npm run db show tests',
    'npm run db show tests 05.03.02',
    'npm run course carry 03.02 since HEAD~1',
    'npm start',
    'npm test steps',
    'npm run dev',
    'npm install sequelize@6 pg@8',
    'npm install -D typescript',
    'npm init -y',
    'npx tsc --noEmit',
    'npx sequelize-cli db:migrate',
    'npx sequelize-cli db:seed:undo --seed 0001-deep-blue.ts',
    'node --version',
    'node course list --json',
    'git init',
    'cd my-server',
    'mkdir controllers',
  ])('%s is one', (line) => {
    expect(commandProblem(line, at('03.02'))).toBeUndefined();
  });

  it.each([
    ['npm run steps 03.02', 'there is no command "steps"'],
    ['npm run list 99', 'none of the forms'],
    ['npm run diff 03.99', 'none of the forms'],
    ['npm run diff', 'none of the forms'],
    ['npm run check 03.02 loudly', 'none of the forms'],
    ['npm run db show 05.03.02 tests', 'none of the forms'],
    ['npm run list --json', 'npm keeps --json for itself'],
    ['npm run course bake', 'has no command "bake"'],
    ['npm instal pg', 'no such command of npm'],
    ['npm install left-pad', 'the course has no package "left-pad"'],
    ['npm install sequelize@7', 'the course uses sequelize 6.'],
    ['npx sequelize-cli db:migrat', 'no command "db:migrat"'],
    ['npx sequelize-cli db:seed 0001.ts', 'gives db:seed no "0001.ts"'],
    ['npx sequelize-cli db:migrate --to', '--to wants a word'],
    ['npm run make:migration new', 'there is no command "make:migration"'],
    ['npx cowsay', 'has a program "cowsay"'],
    ['curl localhost:3000', 'a reader need not have "curl"'],
    ['psql -U postgres', 'a reader need not have "psql"'],
    ['cd a && npm start', 'because of &&'],
    ['npm run list > out.txt', 'because of >'],
    ["npm run diff '03.02'", "because of '"],
  ])('%s is none', (line, sentence) => {
    expect(commandProblem(line, at('03.02'))).toContain(sentence);
  });

  it('may run a script only where the step has it', () => {
    expect(commandProblem('npm run dev', at('02.01'))).toBeUndefined();
    expect(commandProblem('npm run dev', at('01.03'))).toContain(
      'the step of 01.03 has no such script',
    );
  });
});

describe('a command in a sentence', () => {
  const spoken = (line: string) => commandProblem(line, at('03.02'), false);

  it.each([
    'npm run',
    'npm run begin',
    'npm run check 03.02',
    'npm run diff …',
    'npx sequelize-cli db:seed --seed',
  ])('%s may leave words out', (line) => expect(spoken(line)).toBeUndefined());

  it('must exist all the same', () => {
    expect(spoken('npm run chekc')).toContain('there is no command "chekc"');
    expect(spoken('npm run check 03.02 loudly')).toContain('none of the forms');
  });
});

describe('the forms of a command', () => {
  it('are read from its file, without what explains them', () => {
    expect(usagesOf('list')).toEqual([['list'], ['list', '03']]);
  });

  it('stand for any word where the file puts one in', () => {
    expect(usagesOf('bench')).toContainEqual(['bench', '<any>']);
  });
});
