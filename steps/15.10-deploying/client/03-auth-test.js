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
  await deleteItemById(id);
  await fetchAllFromAuthRoute();
  return `Item ${id} is deleted`;
}

document
  .querySelector('#delete-button')
  .addEventListener('click', () => show('#delete-result', deleteItem));

function deleteItemById(id) {
  return ask('DELETE', `/authtest/delete/${id}`);
}

async function displayOwnItems() {
  const items = await ask('GET', '/authtest/getall');
  const list = document.querySelector('#fourteen');
  list.replaceChildren();
  for (const item of items) {
    const line = document.createElement('li');
    line.dataset.id = item.id;
    // A button, as the keyboard reaches no other line.
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = `${item.id} ${item.authtestdata}`;
    line.append(button);
    list.append(line);
  }
  return items.length ? 'Click an item to delete it' : 'No items yet';
}

document
  .querySelector('#own-items-button')
  .addEventListener('click', () => show('#own-items-result', displayOwnItems));

async function removeItem(event) {
  const line = event.target.closest('li');
  // The gap between two lines belongs to none.
  if (!line) return;
  await deleteItemById(line.dataset.id);
  // Only now: what the server keeps must not leave the page.
  line.remove();
  return `Item ${line.dataset.id} is deleted`;
}

// On the list: a click on a line rises to it, also on one added later.
document
  .querySelector('#fourteen')
  .addEventListener('click', (event) =>
    show('#own-items-result', () => removeItem(event)),
  );
