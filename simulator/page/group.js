// What a group, forum or channel has above its messages: the bot's absence, the pinned message, the
// topics; and the list of members, where those who run the chat run it.

import * as api from "./api.js";
import { summary } from "./bubble.js";
import { avatar, byId, fullName, h, icon, toast } from "./dom.js";
import { t } from "./strings.js";

const bar = byId("bot-bar");
const pinnedBar = byId("pinned");
const strip = byId("topics");
const membersButton = byId("members");

const RIGHTS = {
  supergroup: [["can_delete_messages", "mayDelete"], ["can_pin_messages", "mayPin"]],
  group: [["can_delete_messages", "mayDelete"], ["can_pin_messages", "mayPin"]],
  channel: [["can_post_messages", "mayPost"], ["can_edit_messages", "mayEdit"], ["can_delete_messages", "mayDelete"]],
};

let now = null;

/** Draw what belongs to the open chat. `view`: {chat, person, state, thread, topic, choose, changed}. */
export function draw(view) {
  now = view;
  const { chat } = view;
  membersButton.hidden = chat.type === "private";
  membersButton.onclick = () => open().catch(failed);
  drawBar();
  drawPinned();
  drawTopics();
}

function bot() { return now.state.bot.first_name; }

function drawBar() {
  const { chat, state } = now;
  bar.hidden = chat.type === "private" || chat.has_bot !== false;
  if (bar.hidden) return;
  const print = JSON.stringify([chat.id, chat.is_admin, now.person, t("members")]);
  if (bar.dataset.print === print) return;
  bar.dataset.print = print;
  if (!chat.is_admin) {
    const who = state.people.find((each) => each.role === "counsellor");
    bar.replaceChildren(h("span", {
      text: who ? t("botMissingMember", { name: bot(), who: fullName(who) }) : t("botMissing", { name: bot() }),
    }));
    return;
  }
  bar.replaceChildren(h("span", { text: t("botMissing", { name: bot() }) }), ...addButtons());
}

function addButtons() {
  const button = (key, rights, testid) => h("button", {
    type: "button", class: "small-button", text: t(key, { name: bot() }), dataset: { testid },
    on: { click: () => act(() => api.startgroup(now.person, now.chat.id, rights)) },
  });
  const all = RIGHTS[now.chat.type].map(([name]) => name);
  const admin = button("addBotAdmin", all, "add-bot-admin");
  return now.chat.type === "channel" ? [admin] : [button("addBot", undefined, "add-bot"), admin];
}

function drawPinned() {
  const { chat, thread } = now;
  const message = chat.pinned ? thread.get(chat.pinned) : null;
  pinnedBar.hidden = !message;
  if (!message) return;
  const words = t("pinnedTop", { text: summary(message) });
  pinnedBar.replaceChildren(icon("pin"), h("span", { text: words }));
  pinnedBar.setAttribute("aria-label", words);
  pinnedBar.onclick = () => { if (now.topic) now.choose(0); thread.jumpTo(chat.pinned); };
}

function drawTopics() {
  const topics = now.chat.topics || [];
  strip.hidden = topics.length === 0;
  const print = JSON.stringify([now.chat.id, topics, now.topic, t("topics")]);
  if (strip.hidden || strip.dataset.print === print) return;
  strip.dataset.print = print;
  const entry = (thread, name) => h("button", {
    type: "button", text: name, "aria-pressed": String(thread === now.topic),
    dataset: { testid: "topic", thread }, on: { click: () => now.choose(thread) },
  });
  strip.replaceChildren(entry(0, t("allTopics")), ...topics.map((topic) => {
    const name = topic.thread === 1 ? t("general") : topic.name;
    return entry(topic.thread, topic.closed ? t("topicClosed", { name }) : name);
  }));
}

function failed(problem) { toast(t("failed", { why: problem.message })); }

async function act(does) {
  try { await does(); } catch (problem) { failed(problem); }
  now.changed();
}

async function open() {
  const dialog = h("dialog", { class: "ask members", dataset: { testid: "members-dialog" } });
  const close = () => { dialog.close(); dialog.remove(); };
  const fill = async () => {
    const found = await api.chat(now.person, now.chat.id);
    dialog.replaceChildren(
      h("div", { class: "members-head" },
        h("h2", { text: t("membersOf", { name: now.chat.title, n: found.members.length }) }),
        h("button", {
          type: "button", class: "icon-button", "aria-label": t("close"), dataset: { testid: "members-close" },
          on: { click: close },
        }, icon("close"))),
      botRow(found, fill), settings(found, fill), ...topicRows(found, fill),
      h("ul", {}, ...found.members.filter((one) => one.user.id !== now.state.bot.id)
        .map((one) => memberRow(one, found, fill))));
  };
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) close(); });
  await fill();
  document.body.append(dialog);
  dialog.showModal();
}

function does(fill, change) {
  return async () => {
    await act(() => change());
    await fill().catch(failed);
  };
}

function doer(found) { return found.members.find((one) => one.is_me) || {}; }

function runs(one, right) { return one.status === "creator" || one[right] === true; }

function set(user, status, more = {}) {
  return api.member(now.person, now.chat.id, user, status, more);
}

function small(key, testid, click, slots) {
  return h("button", { type: "button", class: "small-button", text: t(key, slots), dataset: { testid }, on: { click } });
}

function status(one) {
  const key = `status${one.status[0].toUpperCase()}${one.status.slice(1)}`;
  return one.is_anonymous ? `${t(key)} · ${t("anonymous")}` : t(key);
}

function row(one, ...more) {
  return h("div", { class: "member" }, avatar(one.user.id, fullName(one.user)),
    h("span", { class: "member-name" }, h("strong", { text: fullName(one.user) }),
      one.status === "left" || one.status === "kicked" ? null : h("small", { text: status(one) })),
    ...more.filter(Boolean));
}

function botRow(found, fill) {
  const one = found.bot;
  const me = doer(found);
  const inside = ["administrator", "member", "restricted"].includes(one.status);
  const promotes = runs(me, "can_promote_members");
  const rights = RIGHTS[now.chat.type].concat(
    now.chat.topics?.length ? [["can_manage_topics", "mayTopics"]] : []);
  const all = rights.map(([name]) => name);
  const buttons = [];
  if (promotes && one.status === "administrator" && now.chat.type !== "channel") {
    buttons.push(small("endAdmin", "bot-demote", does(fill, () => set("bot", "member"))));
  } else if (promotes && one.status !== "administrator") {
    buttons.push(small(inside ? "makeAdmin" : "addBotAdmin", "bot-promote", does(fill, () => set("bot", "administrator", { rights: all }))));
  }
  if (inside && runs(me, "can_restrict_members")) buttons.push(small("remove", "bot-remove", does(fill, () => set("bot", "kicked"))));
  if (!inside && now.chat.type !== "channel") buttons.unshift(small("add", "bot-add", does(fill, () => set("bot", "member"))));
  return h("div", { class: "bot-row" }, row(one, h("span", { class: "member-acts" }, ...buttons)),
    one.status === "administrator" ? h("div", { class: "rights" }, ...rights.map(([name, key]) => toggle(
      key, `right-${name}`, one[name], promotes,
      does(fill, () => set("bot", "administrator", { rights: { [name]: !one[name] } }))))) : null);
}

function toggle(key, testid, on, enabled, change) {
  return h("label", { class: "toggle" }, h("input", {
    type: "checkbox", checked: on, disabled: !enabled, dataset: { testid }, on: { change },
  }), h("span", { text: t(key) }));
}

function settings(found, fill) {
  const me = doer(found);
  const admin = ["creator", "administrator"].includes(me.status);
  if (!admin || now.chat.type === "channel") return null;
  return h("div", { class: "rights" },
    toggle("writeAnonymously", "anonymous", me.is_anonymous, runs(me, "can_promote_members"), does(fill, () =>
      set(now.person, me.status, { rights: { is_anonymous: !me.is_anonymous } }))),
    now.chat.type === "supergroup" ? toggle("hideMembers", "hide-members", found.hidden_members, true, does(fill, () =>
      api.change(now.chat.id, { hidden_members: !found.hidden_members }))) : null);
}

function topicRows(found, fill) {
  if (!runs(doer(found), "can_manage_topics")) return [];
  return found.topics.map((topic) => {
    const run = (what) => does(fill, () => api.topic(now.person, now.chat.id, topic.thread, what));
    const turn = topic.closed ? "reopen" : "close";
    return h("div", { class: "member", dataset: { testid: "topic-row", thread: topic.thread } },
      h("span", { class: "member-name", text: topic.thread === 1 ? t("general") : topic.name }),
      small(`${turn}Topic`, `topic-${turn}`, run(turn)),
      topic.thread === 1 ? "" : small("deleteTopic", "topic-delete", run("delete")));
  });
}

function memberRow(one, found, fill) {
  const me = doer(found);
  const owner = one.status === "creator" || one.is_me;
  const may = !owner && runs(me, "can_promote_members");
  const admin = one.status === "administrator";
  return h("li", { dataset: { testid: "member", userId: one.user.id } }, row(one, may
    ? small(admin ? "endAdmin" : "makeAdmin", "member-promote",
      does(fill, () => set(one.user.id, admin ? "member" : "administrator"))) : null));
}
