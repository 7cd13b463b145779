// 12.00 may be done in a new server: such a folder is asked for nothing else.
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { runChecks, standsAlone } from '../../course/checking';
import { lessonById, stepFolder } from '../../course/find-lesson';
import { folderWith, removeFolders } from './folders';

jest.setTimeout(60_000);

const lesson = lessonById('12.00');
const server = `require('node:http').createServer((req, res) => {
  res.statusCode = 404;
  res.end();
}).listen(3000);
`;
// One of the lesson itself, and one of those that a course's server keeps.
const only = ['12.00/create-user', '08.03/token'];

afterAll(removeFolders);

async function judged(files: Record<string, string>) {
  const folder = folderWith(files);
  const { verdicts, summary } = await runChecks({ lesson, folder, only });
  const lessons = verdicts.map(({ key }) => key.split('/')[0]);
  return { lessons: [...new Set(lessons)], said: summary.sentences.join(' ') };
}

describe('a new server', () => {
  it('is known by what it does not have: the practice routes', () => {
    expect(standsAlone(lesson, stepFolder(lesson))).toBe(false);
    const practised = { 'app.js': "app.use('/AuthTest', authtest);\n" };
    expect(standsAlone(lesson, folderWith(practised))).toBe(false);
    expect(standsAlone(lesson, folderWith({ 'app.js': server }))).toBe(true);
  });

  it('may have the page of the course, and its words in no code', () => {
    const page = { 'client/03-auth-test.js': "ask('/authtest/getall');\n" };
    const words = { 'Readme.md': 'It has no /authtest.\n' };
    const folder = folderWith({ 'app.js': server, ...page, ...words });
    expect(standsAlone(lesson, folder)).toBe(true);
  });

  it('is a matter of this lesson: at others all is asked', () => {
    const folder = folderWith({ 'app.js': server });
    expect(standsAlone(lessonById('11.09'), folder)).toBe(false);
    expect(standsAlone(lessonById('10.04'), folder)).toBe(false);
  });

  it('is judged by the lesson’s own checks, and that is said', async () => {
    const { lessons, said } = await judged({ 'app.js': server });
    expect(lessons).toEqual(['12.00']);
    expect(said).toMatch(/1 of 1 .*It has no \/authtest, so it is judged/);
  });

  it('is no way around: a server of the course is asked for all', async () => {
    const note = '// authtest\n';
    const { lessons, said } = await judged({ 'app.js': `${note}${server}` });
    expect(lessons.length).toBeGreaterThan(1);
    expect(said).not.toContain('new server');
  });
});
