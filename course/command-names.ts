// The words of the command line. Each is a file in commands/.

/** `npm run <word>`, but for `npm start` and `npm test`. */
export const studentCommands: readonly string[] = [
  'start',
  'step',
  'begin',
  'check',
  'diff',
  'where',
  'list',
  'db',
  'doctor',
  'postman',
  'test',
  'site',
  'guard',
  'prove',
  'pages',
  'bench',
];

/** `npm run course <word>`. */
export const courseCommands: readonly string[] = [
  'carry',
  'export',
  'migrations',
  'pictures',
];

export const allCommands = [...studentCommands, ...courseCommands];

/** How a person types a command. */
export function typed(name: string): string {
  if (name === 'start' || name === 'test') return `npm ${name}`;
  const student = studentCommands.includes(name);
  return student ? `npm run ${name}` : `npm run course ${name}`;
}
