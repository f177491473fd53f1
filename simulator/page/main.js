// Puts the parts together: which person, which chat, and what the address bar says.

import * as api from "./api.js";
import * as clockbar from "./clockbar.js";
import { Composer } from "./composer.js";
import { ask, avatar, byId, copy, fullName, toast } from "./dom.js";
import * as group from "./group.js";
import { chooseGroup } from "./links.js";
import * as sidebar from "./sidebar.js";
import { setLanguage, t } from "./strings.js";
import { Thread, showEmpty } from "./thread.js";

const REFRESH_MS = 4000;
const ANSWER_SECONDS = 15;

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
    drawGroup();
    document.body.dataset.ready = "true";
  },
  action: (action) => {
    byId("chat-kind").textContent = action ? t("typing") : whose(open);
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
  vote: (message, chosen) => composer.attempt(() => api.vote(person, open.id, message.message_id, chosen)),
  more: (message, own) => {
    if (open.type === "private" || (!open.is_admin && !own)) return [];
    const here = open.pinned === message.message_id ? "unpin" : "pin";
    return open.is_admin ? [here, "deleteMessage"] : ["deleteMessage"];
  },
  pin: (message) => runs(() => api.pin(person, open.id, message.message_id, false)),
  unpin: (message) => runs(() => api.pin(person, open.id, message.message_id, true)),
  deleteMessage: (message) => runs(() => api.remove(person, open.id, message.message_id)),
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

async function runs(act) {
  await composer.attempt(act);
  refreshSoon();
}

async function tap(message, key, button) {
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  const from = person;
  await composer.attempt(async () => {
    const sent = await api.tap(from, open.id, message.message_id, key.callback_data);
    if (sent.update_id) await api.settled(sent.update_id, ANSWER_SECONDS);
    await flash(from);
  });
  button.removeAttribute("aria-busy");
}

async function flash(from) {
  for (const entry of await api.toasts(from)) {
    if (entry.url) followLink(entry.url);
    if (entry.text && entry.show_alert) await ask(entry.text, "OK", { alert: true });
    else if (entry.text) toast(entry.text);
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
  const asked = url.searchParams;
  const into = asked.has("startgroup") ? "group" : asked.has("startchannel") ? "channel" : null;
  if (into) {
    chooseGroup({ into, state, person, asked, chosen: (id) => { show(id); refreshSoon(); } });
    return true;
  }
  const start = asked.get("start");
  show(person);
  if (start !== null) composer.attempt(() => api.start(person, start));
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
  refreshSoon();
  if (same && thread.view?.person === person && thread.view?.chat === id) return;
  byId("empty").hidden = true;
  const view = {
    person, chat: id, chatType: chat.type, topics: chat.topics, bot: state.bot.id, topic: 0, as: 0,
  };
  composer.showStart(false);
  composer.bot = state.bot.username;
  composer.open(view);
  thread.open(view);
  drawGroup();
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

function kindOf(chat) {
  if (chat.topics?.length) return t("forum");
  return t({ private: "bot", channel: "channel" }[chat.type] || "group");
}

function whose(chat) {
  const me = state.people.find((who) => Number(who.id) === Number(person));
  return t("youAre", { kind: kindOf(chat), name: me ? fullName(me) : "" });
}

function drawHead() {
  byId("chat-title").textContent = open.title;
  byId("chat-kind").textContent = whose(open);
  byId("chat-avatar").replaceChildren(avatar(open.id, open.title));
}

function drawGroup() {
  const view = thread.view;
  if (!view || view.chat !== Number(open.id)) return;
  view.topics = open.topics;
  composer.allow(open.can_write !== false, open.type);
  composer.speakAs((open.voices || []).map((id) => ({
    id: id || 0, name: t(id === 0 ? "asMyself" : "asGroup"),
    ...(id && id !== open.id ? { name: describe(id).title } : {}),
  })));
  group.draw({
    chat: open, person, state, thread, topic: view.topic, changed: refreshSoon,
    choose: (topic) => { view.topic = topic; thread.filter(topic); drawGroup(); },
  });
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
    const fresh = await api.state(asked, open.id);
    if (asked !== person) return;
    state = fresh;
    // A group that became a supergroup, or that one has left, is no longer there.
    if (!state.chats.some((chat) => chat.id === open.id)) {
      show(state.moved?.[open.id] || person, { push: false });
      return;
    }
    open = describe(open.id);
    // Someone started over elsewhere: the server no longer has what this page shows.
    if (!open.last_date && thread.size) thread.open(thread.view);
    drawHead();
    drawChats();
    drawGroup();
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
      const { people } = await api.state();
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
