// 10.05: one's own item goes, and nothing is said to be gone that is not.
import { checksFor, fail, shouldAnswer, shouldRefuse } from './define';
import {
  asNewUser,
  itemsOf,
  malformedIds,
  newItem,
  shouldLookAlike,
  storeItem,
} from './items';

const controller = 'controllers/authtestcontroller.ts';
const head = "authtest.delete('/delete/:id', async (req, res) => {\n";
const where =
  '  const where = { id: parseId(req.params.id), owner: req.user.id };\n';
const destroy = '  const count = await Authtest.destroy({ where });\n';
const missing =
  "  if (count === 0) throw new HttpError(404, 'No item with that id');\n";
const place = `${controller}#authtest.delete('/delete/:id')`;

export default checksFor('10.05', {
  edits: {
    'no-owner': {
      file: controller,
      find: `${head}${where}`,
      replace: `${head}  const where = { id: parseId(req.params.id) };\n`,
    },
    'no-id': {
      file: controller,
      find: `${head}${where}`,
      replace: `${head}  const where = { owner: req.user.id };\n`,
    },
    // What the old course did.
    uncounted: { file: controller, find: missing, replace: '' },
    'no-await': {
      file: controller,
      find: destroy,
      replace: destroy.replace('await ', ''),
    },
    'only-counted': {
      file: controller,
      find: destroy,
      replace: destroy.replace('destroy', 'count'),
    },
    'says-whose': {
      file: controller,
      find: destroy,
      replace: `  const row = await Authtest.findByPk(where.id);
  if (row && row.owner !== where.owner) {
    throw new HttpError(403, 'That item is not yours');
  }
${destroy}`,
    },
    'any-id': {
      file: controller,
      find: `${head}${where}`,
      replace: `${head}${where.replace('parseId', 'Number')}`,
    },
    'text-id': {
      file: controller,
      find: `${head}${where}`,
      replace: `${head}${where.replace('parseId(req.params.id)', 'req.params.id')}`,
    },
    'by-get': {
      file: controller,
      find: head,
      replace: head.replace('.delete(', '.get('),
    },
  },
  checks: [
    {
      key: '10.05/deletes',
      title: 'DELETE /authtest/delete/:id deletes that item and no other',
      kind: 'http',
      hints: {
        nudge: 'Which two columns say which row goes?',
        page: '#the-change',
        where: place,
      },
      faults: ['no-id', 'only-counted', 'by-get'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        const [first, second] = [await storeItem(mine), await storeItem(mine)];
        shouldAnswer(await mine.delete(`/authtest/delete/${first}`), {});
        const left = await itemsOf(mine);
        if (left.has(first)) {
          fail(
            'DELETE /authtest/delete/:id answers success, and the item is still there.',
          );
        }
        if (left.has(second)) return;
        fail(
          'DELETE /authtest/delete/:id deletes other items of the user too.',
        );
      },
    },
    {
      key: '10.05/nothing-there',
      title: 'Where there is nothing to delete, the answer is 404',
      kind: 'http',
      hints: {
        nudge: 'What does destroy give you, and what is it when no row fits?',
        page: '#how-it-works',
        where: place,
      },
      faults: ['uncounted', 'no-await'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        const path = `/authtest/delete/${await storeItem(mine)}`;
        shouldAnswer(await mine.delete(path), { of: '10.05/deletes' });
        const again = await mine.delete(path);
        shouldRefuse(again, 404, 'an item that is deleted already');
        const never = await mine.delete('/authtest/delete/2147483647');
        shouldRefuse(never, 404, 'an id that no item has');
      },
    },
    {
      key: '10.05/strangers',
      title: "Somebody else's item stays, and looks as if it were not there",
      kind: 'http',
      hints: {
        nudge: 'What keeps one user from deleting the item of another?',
        page: '#how-it-works',
        where: place,
      },
      faults: ['no-owner', 'uncounted', 'says-whose'],
      async run({ ask }) {
        const [mine, theirs] = [await asNewUser(ask), await asNewUser(ask)];
        const [text, spare] = [newItem(), await storeItem(theirs)];
        const id = await storeItem(mine, text);
        const stranger = await theirs.delete(`/authtest/delete/${id}`);
        if ((await itemsOf(mine)).get(id) !== text) {
          fail(
            'One user can delete the item of another: the owner is not asked.',
          );
        }
        shouldRefuse(stranger, 404, 'the id of an item of another user');
        const none = await theirs.delete('/authtest/delete/2147483647');
        shouldLookAlike(stranger, none);
        // A server without the route would have passed so far.
        const own = await theirs.delete(`/authtest/delete/${spare}`);
        shouldAnswer(own, { of: '10.05/deletes' });
      },
    },
    {
      key: '10.05/malformed-id',
      title: 'An id that is no whole number answers 400',
      kind: 'http',
      hints: {
        nudge: 'Who looks at the id before PostgreSQL does?',
        page: '#how-it-works',
        where: place,
      },
      faults: ['any-id', 'text-id'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        for (const id of malformedIds) {
          const answer = await mine.delete(`/authtest/delete/${id}`);
          shouldRefuse(answer, 400, 'an id that is none');
        }
      },
    },
  ],
});
