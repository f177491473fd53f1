// Puts the parts together: which person, which chat, and what the address bar says.

import * as api from "./api.js";
import * as clockbar from "./clockbar.js";
import { Composer } from "./composer.js";
import { ask, avatar, byId, copy, toast } from "./dom.js";
import * as sidebar from "./sidebar.js";
import { setLanguage, t } from "./strings.js";
import { Thread, showEmpty } from "./thread.js";

const REFRESH_MS = 4000;
const TOAST_EVERY_MS = 250;
const TOAST_FOR_MS = 8000;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

let state = null;
let person = null;
let open = null;

const composer = new Composer();
const thread = new Thread({
  changed: () => refreshSoon(),
  empty: (empty) => {
    showEmpty(open.type, empty);
    composer.showStart(empty && open.type === "private");
    document.body.dataset.ready = "true";
  },
  online: (online) => {
    const bar = byId("offline");
    if (bar.hidden === online) return;
    bar.textContent = t("offline");
    bar.hidden = online;
  },
}, {
  tap,
  command: (text) => composer.say(text),
  link: followLink,
  reply: (message) => composer.setContext({ kind: "reply", message }),
  edit: (message) => composer.setContext({ kind: "edit", message }),
  forward: (message) => composer.attempt(() => api.forward(person, open.id, message.message_id, person)),
});

function label() {
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
  }
  composer.label();
  clockbar.label();
}

async function tap(message, key, button) {
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  const before = thread.latest;
  const from = person;
  if (await composer.attempt(() => api.tap(from, open.id, message.message_id, key.callback_data))) {
    await watchToasts(from, before);
  }
  button.removeAttribute("aria-busy");
}

// The answer to a tap may be a toast, a changed message or both: after a change only one more
// look is worth it.
async function watchToasts(from, before) {
  const until = Date.now() + TOAST_FOR_MS;
  let looks = Infinity;
  while (Date.now() < until && looks > 0 && from === person) {
    const found = await api.toasts(from).catch(() => []);
    const all = Array.isArray(found) ? found : found.toasts || [];
    for (const entry of all) {
      const words = typeof entry === "string" ? entry : entry.text;
      if (!words) continue;
      if (entry.show_alert || entry.alert) await ask(words, "OK", { alert: true });
      else toast(words);
    }
    if (all.length) return;
    if (looks === Infinity && thread.latest > before) looks = 4;
    looks -= 1;
    await pause(TOAST_EVERY_MS);
  }
}

// A link into the bot's private chat is followed inside the demo, as Telegram does.
function followLink(address) {
  let url;
  try { url = new URL(address); } catch { return false; }
  const inside = url.protocol === "tg:" || /^(www\.)?(t|telegram)\.me$/.test(url.hostname);
  if (!inside) return false;
  if (url.pathname.startsWith("/share") || url.host === "msg_url") {
    copy([url.searchParams.get("text"), url.searchParams.get("url")].filter(Boolean).join("\n"));
    return true;
  }
  const start = url.searchParams.get("start");
  show(person);
  if (start !== null) composer.say(`/start ${start}`.trim());
  return true;
}

function describe(id) {
  return state.chats.find((chat) => Number(chat.id) === Number(id))
    || { id, type: id > 0 ? "private" : "supergroup", title: t("bot") };
}

/** Open a chat; `push` makes the phone's own back button lead to the list again. */
function show(id, { push = true } = {}) {
  const chat = describe(id);
  const same = open && Number(open.id) === Number(id) && document.body.dataset.view === "chat";
  open = chat;
  remember("chat", push && !same);
  document.body.dataset.view = "chat";
  document.body.dataset.chat = id;
  drawHead();
  drawChats();
  if (same && thread.view?.person === person && thread.view?.chat === id) return;
  byId("empty").hidden = true;
  const view = { person, chat: id, chatType: chat.type };
  composer.showStart(false);
  composer.open(view);
  thread.open(view);
}

function showList() {
  document.body.dataset.view = "list";
  remember("list", false);
  byId("chats").querySelector('[aria-current="true"]')?.focus();
}

function remember(view, push) {
  const query = new URLSearchParams({ person });
  if (view === "chat") query.set("chat", open.id);
  const entry = { view, person, chat: open?.id };
  history[push ? "pushState" : "replaceState"](entry, "", `?${query}`);
}

function drawHead() {
  byId("chat-title").textContent = open.title;
  byId("chat-kind").textContent = open.type === "private" ? t("bot")
    : t(open.type === "channel" ? "channel" : "group");
  byId("chat-avatar").replaceChildren(avatar(open.id, open.title));
}

function drawChats() {
  sidebar.people(state.people, person, (id) => become(id).catch(() => {}));
  sidebar.chats(state.chats, open?.id, state.clock?.now, (id) => show(id));
  clockbar.show(state.clock);
  composer.commands = state.commands || [];
}

async function become(id, chat) {
  state = await api.state(id);
  person = id;
  document.body.dataset.person = id;
  const me = state.people.find((who) => Number(who.id) === Number(id));
  setLanguage(me?.language_code || navigator.language);
  label();
  const wanted = state.chats.find((entry) => Number(entry.id) === Number(chat));
  open = null;
  const view = document.body.dataset.view;
  show(wanted ? wanted.id : id, { push: false });
  // Who switches person in the list of a phone stays in the list.
  if (view === "list" && !chat) showList();
}

let refreshing = null;

function refreshSoon() {
  refreshing ??= setTimeout(refresh, 250);
}

async function refresh() {
  clearTimeout(refreshing);
  refreshing = null;
  if (person === null) return;
  const asked = person;
  try {
    const fresh = await api.state(asked);
    if (asked !== person) return;
    state = fresh;
    if (open) open = describe(open.id);
    drawHead();
    drawChats();
  } catch { /* the long poll reports that the server is away */ }
}

function firstPerson(people, wanted) {
  const known = people.find((who) => Number(who.id) === Number(wanted));
  const tongue = (navigator.language || "en").slice(0, 2).toLowerCase();
  return known || people.find((who) => (who.language_code || "").toLowerCase().startsWith(tongue))
    || people.find((who) => who.language_code === "en") || people[0];
}

async function run() {
  setLanguage(navigator.language);
  label();
  const query = new URLSearchParams(location.search);
  for (;;) {
    try {
      const { people } = await api.state(query.get("person"));
      await become(firstPerson(people, query.get("person")).id, query.get("chat"));
      break;
    } catch {
      byId("offline").textContent = t("offline");
      byId("offline").hidden = false;
      await pause(1500);
    }
  }
  byId("offline").hidden = true;
  setInterval(() => { if (!document.hidden) refresh(); }, REFRESH_MS);
}

clockbar.setUp((erased) => {
  if (erased && open) { thread.open(thread.view); }
  refresh();
});
byId("back").addEventListener("click", () => showList());
addEventListener("popstate", (event) => {
  if (!event.state || event.state.person !== person) return;
  if (event.state.view === "list") showList();
  else show(event.state.chat, { push: false });
});
run();
