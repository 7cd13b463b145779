// What one does with one's own items: rows 9 to 14.

// Asks as whoever is signed in. A refusal is thrown, with the server's reason.
async function ask(method, path) {
  const headers = { Authorization: `Bearer ${getSessionToken()}` };
  const response = await fetch(server + path, { method, headers });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

async function fetchAllFromAuthRoute() {
  const items = await ask('GET', '/authtest/getall');
  console.log(items);
  return `Items in the console: ${items.length}`;
}

document
  .querySelector('#get-all-button')
  .addEventListener('click', () =>
    show('#get-all-result', fetchAllFromAuthRoute),
  );
