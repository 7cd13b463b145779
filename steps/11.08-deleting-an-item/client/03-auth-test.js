// What one does with one's own items: rows 9 to 14.

// Asks as whoever is signed in. A refusal is thrown, with the server's reason.
async function ask(method, path, data) {
  const headers = { Authorization: `Bearer ${getSessionToken()}` };
  if (data) headers['Content-Type'] = 'application/json';
  // Without data there is no body, as a GET must have none.
  const body = JSON.stringify(data);
  const response = await fetch(server + path, { method, headers, body });
  // "No content": there is nothing to read.
  if (response.status === 204) return;
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

async function postToAuthRouteCreate() {
  const item = document.querySelector('#authTestData').value;
  const data = { authtestdata: { item } };
  const answer = await ask('POST', '/authtest/create', data);
  console.log(answer);
  return `Item ${answer.authtestdata.id} is stored`;
}

document
  .querySelector('#create-button')
  .addEventListener('click', () =>
    show('#create-result', postToAuthRouteCreate),
  );

async function getOneByUser() {
  const id = document.querySelector('#getNumber').value;
  const item = await ask('GET', `/authtest/${id}`);
  console.log(item);
  return item.authtestdata;
}

document
  .querySelector('#get-one-button')
  .addEventListener('click', () => show('#getItemValue', getOneByUser));

async function updateItem() {
  const id = document.querySelector('#updateNumber').value;
  const item = document.querySelector('#updateValue').value;
  const data = { authtestdata: { item } };
  const answer = await ask('PUT', `/authtest/update/${id}`, data);
  await fetchAllFromAuthRoute();
  return answer.authtestdata.authtestdata;
}

document
  .querySelector('#update-button')
  .addEventListener('click', () => show('#newItemValue', updateItem));

// Counts the changes of the number; the timer waits for the last of them.
let changes = 0;
let timer;

// Fills the field with the item's text as it is now.
async function showCurrentData() {
  const change = changes;
  const id = document.querySelector('#updateNumber').value;
  const field = document.querySelector('#updateValue');
  try {
    const item = await ask('GET', `/authtest/${id}`);
    // Answers can overtake each other: an old one must not fill the field.
    if (change !== changes) return;
    // What was typed in the meantime stays.
    if (field.value === '') field.value = item.authtestdata;
  } catch (err) {
    // Half a number is nobody's mistake: nothing is said in the page.
    console.log(err.message);
  }
}

document.querySelector('#updateNumber').addEventListener('input', (event) => {
  document.querySelector('#updateValue').value = '';
  changes += 1;
  clearTimeout(timer);
  if (event.target.value === '') return;
  // A request for each key would ask for 1 and 12 on the way to 123.
  timer = setTimeout(showCurrentData, 300);
});

async function deleteItem() {
  const id = document.querySelector('#deleteNumber').value;
  await ask('DELETE', `/authtest/delete/${id}`);
  await fetchAllFromAuthRoute();
  return `Item ${id} is deleted`;
}

document
  .querySelector('#delete-button')
  .addEventListener('click', () => show('#delete-result', deleteItem));
