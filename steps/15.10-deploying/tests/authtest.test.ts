// What /authtest promises: everybody has their own items, and only those.
import { describe, expect, it } from '@jest/globals';
import { newUser } from './accounts';
import { useDatabase } from './database';

useDatabase();

const item = (text: string) => ({ authtestdata: { item: text } });

// Ada, her one item, and Grace.
async function adaAndGrace() {
  const ada = await newUser('ada');
  const { body } = await ada.post('/authtest/create').send(item('mine'));
  const { id } = body.authtestdata;
  return { ada, grace: await newUser('grace'), id };
}

describe('an item of /authtest', () => {
  it('is read, changed and deleted by its owner', async () => {
    const { ada, id } = await adaAndGrace();
    await ada.put(`/authtest/update/${id}`).send(item('changed')).expect(200);
    const res = await ada.get(`/authtest/${id}`).expect(200);
    expect(res.body).toMatchObject({ authtestdata: 'changed' });
    await ada.delete(`/authtest/delete/${id}`).expect(204);
    await ada.get(`/authtest/${id}`).expect(404);
  });

  it('belongs to the sender, whomever the body names', async () => {
    const { grace } = await adaAndGrace();
    const forged = { authtestdata: { item: 'forged', owner: 1 } };
    const { body } = await grace.post('/authtest/create').send(forged);
    expect(body.authtestdata.owner).toBe(2);
  });

  it('is in the list of its owner only', async () => {
    const { ada, grace, id } = await adaAndGrace();
    const mine = await ada.get('/authtest/getall');
    expect(mine.body).toEqual([expect.objectContaining({ id })]);
    expect((await grace.get('/authtest/getall')).body).toEqual([]);
  });

  it('is not there for a stranger', async () => {
    const { grace, id } = await adaAndGrace();
    const missing = await grace.get('/authtest/2147483647');
    const hers = await grace.get(`/authtest/${id}`);
    expect(hers.status).toBe(404);
    expect(hers.body).toEqual(missing.body);
  });

  it('is not changed by a stranger', async () => {
    const { ada, grace, id } = await adaAndGrace();
    await grace.put(`/authtest/update/${id}`).send(item('hers')).expect(404);
    const { body } = await ada.get(`/authtest/${id}`);
    expect(body.authtestdata).toBe('mine');
  });

  it('is not deleted by a stranger', async () => {
    const { ada, grace, id } = await adaAndGrace();
    await grace.delete(`/authtest/delete/${id}`).expect(404);
    await ada.get(`/authtest/${id}`).expect(200);
  });
});
