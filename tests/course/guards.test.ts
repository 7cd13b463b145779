// The guards, but for "pages", which has files of its own.
import { it } from '@jest/globals';
import { guards, show } from '../../course/guards';
import { expectNone } from './share';

it.each(
  guards
    .filter(({ name }) => name !== 'pages')
    .map((guard) => [guard.name, guard.holds, guard] as const),
)(
  '%s: %s',
  async (_name, _holds, guard) => expectNone((await guard.run()).map(show)),
  300_000,
);
