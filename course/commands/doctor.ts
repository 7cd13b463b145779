// `npm run doctor`: is this machine ready, and if not, what helps.
import { styleText } from 'node:util';
import type { Command } from '../command';
import { allFindings, type Finding } from '../doctor';
import { exitCodes } from '../plain-error';

export const command: Command = {
  summary: 'looks whether this machine has what the course needs',
  usage: ['npm run doctor'],
  help: 'Each thing that is not as it should be comes with what to do about it. A warning (!) does not stop you; a failure (✖) does.',
  async run(_words, flags) {
    const findings = await allFindings();
    if (flags.json) console.log(JSON.stringify(findings, null, 2));
    else findings.forEach(print);
    const bad = findings.some(({ state }) => state === 'bad');
    return bad ? exitCodes.doesNotHold : exitCodes.holds;
  },
};

const signs = { good: '✔', warning: '!', bad: '✖' } as const;
const colors = { good: 'green', warning: 'yellow', bad: 'red' } as const;

function print({ what, state, says, remedy }: Finding): void {
  const sign = styleText(colors[state], signs[state], {
    stream: process.stdout,
  });
  console.log(`${sign} ${what.padEnd(14)} ${says}`);
  if (remedy) console.log(`  ${''.padEnd(14)} → ${remedy}`);
}
